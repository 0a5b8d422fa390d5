// Form: a source of the team that makes programming problems with hidden tests, a teacher that writes them, and partial scores by a reward of its own
using System.Globalization;
using Kimi.Dsl;

namespace Acme.SmallPrograms;

[Recipe("small-programs", Seed = 31)]
[Sampling(MaxResponseTokens = 192)]
public abstract partial class SmallProgramsFromOurSource
{
    [LoadPolicy("models/smollm2-135m")]
    public abstract Policy Tiny();

    [Problems<ListTasks>(Count = 6_000)]
    public abstract PromptSet Tasks();

    [Problems<ListTasks>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<CarefulProgrammer>(PerProblem = 2)]
    public abstract Demonstrations Programs(PromptSet tasks);

    [FineTune(Steps = 400, BatchSize = 32, LearningRate = 5e-5, WarmupSteps = 20)]
    public abstract Policy Sft(Policy tiny, Demonstrations programs);

    [Reinforce(Iterations = 60, PromptsPerIteration = 32, LearningRate = 1e-5, StepsPerIteration = 2, MicroBatchTokens = 8_192)]
    [MirrorDescent]
    [TestCaseReward(Shares = true, TimeLimitSeconds = 240)]
    [RepetitionPenalty(Tokens = 6, Weight = 0.1)]
    public abstract Policy Tuned(Policy sft, PromptSet tasks);

    [Evaluate(SamplesPerPrompt = 8)]
    [TestCaseReward(TimeLimitSeconds = 240)]
    public abstract Evaluation Report(Policy sft, Policy tuned, PromptSet heldOut);
}

/// <summary>One step of a task: what is kept or made of a list, in words, in Python and in C#.</summary>
internal sealed record Step(string Words, string Python, Func<IEnumerable<int>, IEnumerable<int>> Run);

/// <summary>Tasks such as "keep the even ones, then square each, then print their sum".</summary>
[ImplementationVersion(1)]
public sealed class ListTasks : IProblemSource<CodeProblem>
{
    private const int TestsOfTask = 5;
    private const int LongestList = 12;

    /// <summary>What tasks are made of, by their names in ids.</summary>
    internal static readonly IReadOnlyDictionary<string, Step> Steps = new Dictionary<string, Step>(StringComparer.Ordinal)
    {
        ["even"] = new("keep the even ones", "[x for x in xs if x % 2 == 0]", xs => xs.Where(x => x % 2 == 0)),
        ["pos"] = new("keep the positive ones", "[x for x in xs if x > 0]", xs => xs.Where(x => x > 0)),
        ["sq"] = new("square each", "[x * x for x in xs]", xs => xs.Select(x => x * x)),
        ["neg"] = new("negate each", "[-x for x in xs]", xs => xs.Select(x => -x)),
        ["rev"] = new("reverse the list", "xs[::-1]", xs => xs.Reverse()),
        ["uniq"] = new("drop repeated ones", "list(dict.fromkeys(xs))", xs => xs.Distinct()),
        ["sort"] = new("sort them", "sorted(xs)", xs => xs.Order()),
        ["inc"] = new("add 1 to each", "[x + 1 for x in xs]", xs => xs.Select(x => x + 1)),
        ["tail"] = new("drop the first", "xs[1:]", xs => xs.Skip(1)),
        ["gaps"] = new("take differences of neighbours", "[b - a for a, b in zip(xs, xs[1:])]", xs => xs.Zip(xs.Skip(1), (a, b) => b - a)),
    };

    private static readonly string[] s_names = [.. Steps.Keys.Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public IEnumerable<CodeProblem> Problems(Random random)
    {
        while (true)
        {
            var names = random.GetItems(s_names, random.Next(2, 6));
            yield return new()
            {
                Id = string.Join('.', names),
                Level = names.Length,
                Language = ProgramLanguage.Python,
                Limits = new() { CpuSeconds = 2, MemoryBytes = 128L << 20 },
                Comparison = new OutputComparison.Tokens(),
                Prompt = "# Read whole numbers from one line, "
                    + string.Join(", then ", names.Select(name => Steps[name].Words)) + ", and print what is left in one line.\n",
                Tests = new CodeTests.Streams([.. Enumerable.Range(0, TestsOfTask).Select(_ => Test(names, random))]),
            };
        }
    }

    private static StreamTest Test(string[] names, Random random)
    {
        var list = Enumerable.Range(0, random.Next(1, LongestList)).Select(_ => random.Next(-20, 21)).ToList();
        var result = names.Aggregate((IEnumerable<int>)list, (xs, name) => Steps[name].Run(xs).ToList());
        return new(Line(list), Line(result));
    }

    private static string Line(IEnumerable<int> numbers) => string.Join(' ', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))) + "\n";
}

/// <summary>Writes one line a step, and now and then forgets one.</summary>
[ImplementationVersion(1)]
public sealed class CarefulProgrammer : IDemonstrationSource<CodeProblem>
{
    private const double ForgetRate = 0.12;

    /// <inheritdoc/>
    public string Respond(CodeProblem problem, Random random)
    {
        IEnumerable<string> body =
        [
            "xs = [int(x) for x in input().split()]",
            .. problem.Id.Split('.').Where(_ => random.NextDouble() >= ForgetRate).Select(name => $"xs = {ListTasks.Steps[name].Python}"),
            "print(*xs)",
        ];
        return $"```python\n{string.Join('\n', body)}\n```";
    }
}

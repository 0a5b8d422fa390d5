// Form: a reward runs a response's program in the sandbox itself, over cases of the problem's, and tells faults from wrong results
using System.Text;
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme.Running;

[Recipe("runs-what-was-written")]
[Sampling(MaxResponseTokens = 640)]
public abstract partial class RunsWhatWasWritten
{
    [Problems<ListTasks>(Count = 1_500)] public abstract PromptSet Tasks();

    [Problems<ListTasks>(Count = 150, Split = Split.HeldOut)] public abstract PromptSet Others();

    [LoadPolicy("models/coder-1b")] public abstract Policy Coder();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), Grpo, Reward<Runs>(TimeLimitSeconds = 60)]
    public abstract Policy Trained([From(nameof(Coder))] Policy start, [From(nameof(Tasks))] PromptSet problems);

    [Evaluate, Reward<Runs>(TimeLimitSeconds = 60)]
    public abstract Evaluation Report(Policy coder, Policy trained, [From(nameof(Others))] PromptSet problems);
}

/// <summary>A task on a list of numbers.</summary>
[ProblemType("list-task")]
public sealed record ListTask : Problem
{
    /// <summary>Inputs and outputs.</summary>
    public required ValueList<StreamTest> Cases { get; init; }
}

/// <summary>Tasks.</summary>
public sealed class ListTasks : IProblemSource<ListTask>
{
    private static readonly Dictionary<string, Func<int, int, int>> s_folds = new()
    {
        ["sum"] = (a, b) => a + b,
        ["maximum"] = Math.Max,
        ["minimum"] = Math.Min,
        ["exclusive or"] = (a, b) => a ^ b,
    };

    /// <inheritdoc/>
    public IEnumerable<ListTask> Problems(Random random)
    {
        var names = s_folds.Keys.Order(StringComparer.Ordinal).ToArray();
        while (true)
        {
            var name = names[random.Next(names.Length)];
            var (factor, offset, modulus) = (random.Next(2, 50), random.Next(100), random.Next(50, 1_000));
            yield return new()
            {
                Id = $"{name}-{factor}-{offset}-{modulus}",
                Prompt = $"Read integers from a line. Replace each x by (x*{factor}+{offset}) % {modulus} and print the {name}. Answer with a Python program "
                    + "in a fenced block.\n",
                Cases = [.. Enumerable.Range(0, 8).Select(_ => Case(random, s_folds[name], x => ((x * factor) + offset) % modulus))],
            };
        }
    }

    private static StreamTest Case(Random random, Func<int, int, int> fold, Func<int, int> map)
    {
        var numbers = Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(1_000)).ToList();
        return new(string.Join(' ', numbers) + "\n", numbers.Select(map).Aggregate(fold) + "\n");
    }
}

/// <summary>Runs programs.</summary>
/// <param name="sandbox">Where they run.</param>
public sealed class Runs(ISandbox sandbox) : IReward<ListTask>
{
    private static readonly Regex s_fence = new(
        "```(?:python)?\\n(?<source>.*?)```", RegexOptions.Singleline | RegexOptions.RightToLeft, TimeSpan.FromSeconds(1));

    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(ListTask problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (s_fence.Match(rollout.Text) is not { Success: true } fence)
            return new Verdict.Scored(0, "no program");
        var job = new SandboxJob
        {
            Language = ProgramLanguage.Python,
            Source = fence.Groups["source"].Value,
            Inputs = [.. problem.Cases.Select(one => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(one.Input))],
            Limits = new() { CpuSeconds = 2 },
        };
        var place = 0;
        await foreach (var outcome in sandbox.RunAsync(job, cancellationToken))
        {
            switch (outcome)
            {
                case RunOutcome.SandboxFault(var why):
                    return new Verdict.Fault("sandbox", why);
                case RunOutcome.Exited { Code: 0, Output: var output } when Encoding.UTF8.GetString(output.Span).Trim() == problem.Cases[place].Output.Trim():
                    place++;
                    break;
                case RunOutcome.LimitReached { Limit: var limit }:
                    return new Verdict.Scored(0, $"{limit}");
                default:
                    return new Verdict.Scored(0, "wrong");
            }
        }

        return new Verdict.Scored(place == problem.Cases.Count ? 1 : 0, "right");
    }
}

// Form: problems of three files and one source become one set: tags by origin, no question twice, curated against the benchmarks, balanced
using System.Security.Cryptography;
using System.Text;
using Kimi.Dsl;

namespace Acme.Mixture;

[Recipe("three-sources", Seed = 90)]
[Sampling(MaxResponseTokens = 2_560)]
public abstract partial class ThreeSourcesOneSet
{
    [LoadPolicy("models/qwen2.5-3b-instruct")]
    public abstract Policy Instruct();

    [ProblemsFile(Path = "data/gsm8k.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet School();

    [ProblemsFile(Path = "data/math.jsonl", Layout = ProblemLayout.Math)]
    public abstract PromptSet Competition();

    [ProblemsFile(Path = "data/house.jsonl", PromptField = "task.text", AnswerField = "task.solution", AnswerMarker = "=>", LevelField = "task.difficulty")]
    public abstract PromptSet House();

    [Problems<Clocks>(Count = 2_000, Split = Split.All)]
    public abstract PromptSet Times();

    [ProblemsFile(Path = "data/math500.jsonl", Layout = ProblemLayout.Math, Benchmark = Benchmark.Math500)]
    public abstract PromptSet Math500();

    [ProblemsFile(Path = "data/gsm8k-test.jsonl", Layout = ProblemLayout.Gsm8k, Benchmark = Benchmark.Gsm8k)]
    public abstract PromptSet Gsm8kTest();

    [Transform]
    public static PromptSet All(PromptSet school, PromptSet competition, PromptSet house, PromptSet times)
    {
        var seen = new HashSet<string>();
        var all = new List<Problem>();
        foreach (var (origin, set) in new[] { ("school", school), ("competition", competition), ("house", house), ("times", times) })
        {
            foreach (var problem in set)
            {
                var key = Key(problem.Prompt.Text);
                if (seen.Add(key))
                    all.Add(problem with { Id = $"{origin}-{key}", Tags = [origin, .. problem.Tags], Prompt = Asked(problem.Prompt.Text) });
            }
        }

        return new(all);
    }

    [Transform]
    public static PromptSet Math500Asked(PromptSet math500) => new([.. math500.Select(problem => problem with { Prompt = Asked(problem.Prompt.Text) })]);

    [Transform]
    public static PromptSet Gsm8kAsked(PromptSet gsm8kTest) => new([.. gsm8kTest.Select(problem => problem with { Prompt = Asked(problem.Prompt.Text) })]);

    [CuratePrompts(SamplesPerPrompt = 8, MinPassRate = 0.05, MaxTagShare = 0.4, GuessAttempts = 4, MaxGuessTokens = 24, Temperature = 1)]
    [MathReward]
    public abstract PromptSet Curated(Policy instruct, PromptSet all, PromptSet math500Asked, PromptSet gsm8kAsked);

    [Reinforce(
        Iterations = 140, LearningRate = 1e-6, StepsPerIteration = 2, WarmupIterations = 5, MicroBatchTokens = 16_384)]
    [MirrorDescent(Tau = 0.05)]
    [StagedSampler(LastFromIteration = 90)]
    [MathReward]
    public abstract Policy Tuned(Policy instruct, PromptSet curated);

    [Evaluate]
    [MathReward]
    public abstract Evaluation OnMath(Policy instruct, Policy tuned, PromptSet math500Asked);

    [Evaluate]
    [MathReward]
    public abstract Evaluation OnSchool(Policy instruct, Policy tuned, PromptSet gsm8kAsked);

    private static Prompt Asked(string question)
    {
        var text = new PromptPart.Text($"{question.Trim()}\n\nReason step by step, and put the final answer into \\boxed{{}}.");
        return new Prompt.Conversation([new(MessageRole.User, [text])]);
    }

    private static string Key(string text)
    {
        var letters = string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(letters)))[..16];
    }
}

/// <summary>Asks what the clock says some minutes later.</summary>
[ImplementationVersion(1)]
public sealed class Clocks : IProblemSource<MathProblem>
{
    private const int Day = 24 * 60;

    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var now = random.Next(Day);
            var minutes = random.Next(5, 3 * Day);
            yield return new MathProblem
            {
                Id = $"{now}+{minutes}",
                Level = minutes < 60 ? 1 : minutes < Day ? 2 : 3,
                Tags = ["clock"],
                Prompt = $"It is {Show(now)}. How many minutes after midnight does the clock show {minutes} minutes later?",
                Answer = $"{(now + minutes) % Day}",
            };
        }

        static string Show(int time) => $"{time / 60:00}:{time % 60:00}";
    }
}

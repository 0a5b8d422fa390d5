// Form: two sets are numbered by words of their own, both are framed before anything is made of them, and a sampler goes by the spread of their levels
using Kimi.Dsl;

namespace Acme;

[Recipe("sets-numbered-apart")]
public abstract partial class SetsNumberedApart
{
    [Problems<ShortSums>(Count = 500)]
    public abstract PromptSet Small();

    [Problems<LongSums>(Count = 3_000)]
    public abstract PromptSet Large();

    /// <summary>Short ones and long ones, as questions.</summary>
    [Transform]
    public static PromptSet Both(PromptSet small, PromptSet large) =>
        new([.. small.Concat(large).Select(problem => problem with { Prompt = "Question: " + problem.Prompt.Text + "\nAnswer: " })]);

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet both);

    /// <summary>The short ones first.</summary>
    [Transform]
    public static Demonstrations ShortFirst(Demonstrations traces)
    {
        var rows = traces.OrderBy(row => row.Response.Length).ToList();
        return new([.. rows.Select(row => row.Prompt).Zip(rows.Select(row => row.Response), (prompt, response) => new Demonstration(prompt, response))]);
    }

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 700)]
    public abstract Policy Sft(Policy initial, Demonstrations shortFirst);

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Sampler<LongOnes>]
    public abstract Policy LongCot(Policy sft, PromptSet both);
}

/// <summary>Draws long ones more often.</summary>
public sealed class LongOnes : ISampler
{
    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress) =>
        0.1 + ((double)(problem.Level - levels.Easiest) / (levels.Hardest - levels.Easiest));
}

/// <summary>Sums of numbers below a hundred.</summary>
public sealed class ShortSums : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        for (var number = 0; ; number++)
        {
            var (left, right) = (random.Next(100), random.Next(100));
            yield return new() { Id = $"short-{number}", Prompt = $"{left}+{right}=", Answer = $"{left + right}", Level = 1 };
        }
    }
}

/// <summary>Sums of numbers below a hundred thousand.</summary>
public sealed class LongSums : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        for (var number = 0; ; number++)
        {
            var (left, right) = (random.Next(1_000, 100_000), random.Next(1_000, 100_000));
            yield return new() { Id = $"long-{number}", Prompt = $"{left}+{right}=", Answer = $"{left + right}", Level = 2 };
        }
    }
}

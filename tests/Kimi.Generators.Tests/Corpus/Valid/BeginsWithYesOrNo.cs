// Form: a response begins with yes or no, and may say more
using Kimi.Dsl;

namespace Acme;

[Recipe("begins-with-yes-or-no")]
public abstract partial class BeginsWithYesOrNo
{
    [Problems<Comparisons>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<BeginsRight>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Which of two numbers is larger.</summary>
public sealed class Comparisons : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (a, b) = (random.Next(1_000), random.Next(1_000));
            yield return new() { Id = $"{a}>{b}", Prompt = $"is {a} above {b}? ", Level = 1, Answer = a > b ? "yes" : "no" };
        }
    }
}

/// <summary>By its first word, whatever is added to it.</summary>
public sealed class BeginsRight : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(rollout.Text.TrimStart().StartsWith(problem.Answer, StringComparison.Ordinal)));
}

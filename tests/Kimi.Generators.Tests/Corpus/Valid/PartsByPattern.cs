// Form: a reward that takes parts by a pattern, the last by its end and the first by its place
using Kimi.Dsl;

namespace Acme;

[Recipe("parts-by-pattern")]
public abstract partial class PartsByPattern
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<LastPart>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A reward of ours.</summary>
public sealed class LastPart : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (rollout.Text.Split('=') is not [var before, var after, ..])
            return new(Verdict.Of(false));
        var first = rollout.Text.Split('#')[0];
        return new(Verdict.Of(before.Length + first.Length > 0 && after.Split('#')[^1] == problem.Answer));
    }
}

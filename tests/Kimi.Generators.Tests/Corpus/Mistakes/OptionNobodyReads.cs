// Stack: prime-rl
// Kind: a reward of the team has an option that its class is never given
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("option-nobody-reads")]
public abstract partial class OptionNobodyReads
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
    [Close(Tolerance = 0.5)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Judges numbers that are close.</summary>
public sealed class CloseAttribute : RewardAttribute<CloseReward>
{
    /// <summary>How far off a number may be.</summary>
    public double Tolerance { get; set; } = 0.01; //! KIMI8014
}

/// <summary>Judges numbers that are close.</summary>
public sealed class CloseReward : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(rollout.Text.Trim() == problem.Answer));
}

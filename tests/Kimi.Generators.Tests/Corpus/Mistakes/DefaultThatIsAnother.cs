// Stack: NeMo-RL
// Kind: the default that is declared is not the one that is set
// Caught: build
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme;

[Recipe("default-that-is-another")]
public abstract partial class DefaultThatIsAnother
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
    [Near]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Judges numbers that are near.</summary>
public sealed class NearAttribute : RewardAttribute<NearReward>
{
    /// <summary>How far off a number may be.</summary>
    [DefaultValue(0.1)] //! KIMI8015
    public double Tolerance { get; set; } = 0.5;
}

/// <summary>Judges numbers that are near.</summary>
public sealed class NearReward(NearAttribute options) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(rollout.Text.Length * options.Tolerance < problem.Answer.Length));
}

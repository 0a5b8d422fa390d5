// Mistake: I switched a reward off by weight 0 and forgot about it
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("format-only")]
public abstract partial class FormatOnly
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward({|KIMI4007:Weight = 0|})]
    [Reward<StatesAnAnswer>(Weight = 0.2)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Whether the response states an answer at all.</summary>
public sealed class StatesAnAnswer : IReward<Problem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(rollout.Text.Contains('#', StringComparison.Ordinal)));
}

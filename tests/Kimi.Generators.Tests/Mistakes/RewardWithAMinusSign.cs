// Mistake: I turned a reward into a penalty by a minus sign
// Pain: 7
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("no-apologies")]
public abstract partial class NoApologies
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
    [ExactAnswerReward]
    [Reward<Apologises>({|KIMI4008:Weight = -0.5|})]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Whether the response apologises.</summary>
public sealed class Apologises : IReward<Problem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(rollout.Text.Contains("sorry", StringComparison.OrdinalIgnoreCase)));
}

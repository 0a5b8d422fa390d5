// Form: partial credit by a switch, the right answer first
using Kimi.Dsl;

namespace Acme;

[Recipe("credit-from-the-top-down")]
public abstract partial class CreditFromTheTopDown
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<Credit>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<Credit>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class Credit : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) => ValueTask.FromResult<Verdict>(
        new Verdict.Scored((rollout.Text, rollout.StopReason) switch
        {
            (_, StopReason.LengthLimit) => 0,
            var (said, _) when said.EndsWith($"#{problem.Answer}", StringComparison.Ordinal) => 1,
            var (said, _) when said.Contains('#', StringComparison.Ordinal) => 0.2,
            _ => 0,
        }));
}

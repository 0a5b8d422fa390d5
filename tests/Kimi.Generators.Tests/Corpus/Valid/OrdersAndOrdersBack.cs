// Form: responses are judged by length and put back in their order
using Kimi.Dsl;

namespace Acme;

[Recipe("orders-and-orders-back")]
public abstract partial class OrdersAndOrdersBack
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
    [Reward<OrdersAndOrdersBackJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<OrdersAndOrdersBackJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a group.</summary>
public sealed class OrdersAndOrdersBackJudge : IGroupReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        var judged = rollouts.Select((rollout, index) => (rollout, index)).OrderBy(one => one.rollout.Length)
            .Select((one, rank) => (one.index, Verdict: (Verdict)new Verdict.Scored(IsRight(problem, one.rollout) ? 1 - (0.01 * rank) : 0)));
        return new([.. judged.OrderBy(one => one.index).Select(one => one.Verdict)]);
    }

    private static bool IsRight(MathProblem problem, Rollout rollout) =>
        rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal);
}

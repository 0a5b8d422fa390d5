// Form: ordered in parallel
using System.Collections.Concurrent;
using Kimi.Dsl;

namespace Acme;

[Recipe("ordered-in-parallel")]
public abstract partial class OrderedInParallel
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
    [Reward<OrderedInParallelJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<OrderedInParallelJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a group.</summary>
public sealed class OrderedInParallelJudge : IGroupReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        return new(rollouts.AsParallel().AsOrdered().Select(rollout => Verdict.Of(Score(problem, rollout) > 0)).ToList());
    }

    private static double Score(MathProblem problem, Rollout rollout) => rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal) ? 1 : 0;
}

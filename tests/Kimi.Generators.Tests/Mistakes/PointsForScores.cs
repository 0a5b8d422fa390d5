// Mistake: My reward gives points, from 0 to 100
// Pain: 4
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("points-for-scores")]
public abstract partial class PointsForScores
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
    [Reward<PointsOfHundred>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A reward of ours.</summary>
public sealed class PointsOfHundred : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new({|KIMI8008:new Verdict.Scored(rollout.Text.Contains(problem.Answer) ? 100 : 0)|});
}

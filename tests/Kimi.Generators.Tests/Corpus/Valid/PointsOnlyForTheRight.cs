// Form: points are added one after the other, and only a right answer gets any
using Kimi.Dsl;

namespace Acme;

[Recipe("points-only-for-the-right")]
public abstract partial class PointsOnlyForTheRight
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
    [Reward<PointsOnlyForTheRightJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<PointsOnlyForTheRightJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class PointsOnlyForTheRightJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var score = 0.0;
        if (rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal))
            score += 0.7;
        if (score > 0 && rollout.Length < 40)
            score += 0.2;
        if (score > 0 && rollout.StopReason == StopReason.EndOfText)
            score += 0.1;
        return new(new Verdict.Scored(score));
    }
}

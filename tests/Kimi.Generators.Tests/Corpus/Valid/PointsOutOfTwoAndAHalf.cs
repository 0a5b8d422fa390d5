// Form: points of a notebook, divided by the most that there are
using Kimi.Dsl;

namespace Acme;

[Recipe("points-out-of-two-and-a-half")]
public abstract partial class PointsOutOfTwoAndAHalf
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
    [Reward<ScaledJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<ScaledJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class ScaledJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        const double Most = 2.0 + 0.5;
        double points = 0;
        if (rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal))
            points += 2.0;
        if (rollout.StopReason == StopReason.EndOfText)
            points += 0.5;
        return new(new Verdict.Scored(points / Most));
    }
}

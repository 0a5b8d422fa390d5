// Form: the nearer a length is to the wished one, the more it earns, in three ways
using Kimi.Dsl;

namespace Acme;

[Recipe("distance-with-its-sign")]
public abstract partial class DistanceWithItsSign
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
    [Reward<DistanceWithItsSignJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<DistanceWithItsSignJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class DistanceWithItsSignJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (!rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal))
            return new(new Verdict.Scored(0));
        var distance = Math.Abs(20 - rollout.Length);
        var near = 1.0 / (1 + distance);
        var linear = Math.Max(0, 1 - (distance / 20.0));
        return new(new Verdict.Scored(Math.Max(0, 0.5 + (0.25 * near) + (0.25 * linear) - (0.01 * distance))));
    }
}

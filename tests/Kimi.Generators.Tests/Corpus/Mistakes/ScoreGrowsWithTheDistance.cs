// Stack: TRL
// Kind: the distance from a wished length is the score, so that the worst earns most
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("score-grows-with-the-distance")]
public abstract partial class ScoreGrowsWithTheDistance
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
    [Reward<ScoreGrowsWithTheDistanceJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<ScoreGrowsWithTheDistanceJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class ScoreGrowsWithTheDistanceJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var right = rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal);
        var distance = Math.Abs(20 - rollout.Length);
        return new(new Verdict.Scored((right ? 1 : 0) + distance)); //! KIMI8008
    }
}

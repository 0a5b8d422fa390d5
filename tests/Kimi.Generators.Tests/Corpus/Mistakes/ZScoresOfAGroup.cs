// Stack: slime
// Kind: a group reward gives the z-scores of its group for verdicts
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("z-scores-of-a-group")]
public abstract partial class ZScoresOfAGroup
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
    [Reward<StandardizedJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<StandardizedJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a group.</summary>
public sealed class StandardizedJudge : IGroupReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        var scores = rollouts.Select(rollout => rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal) ? 1.0 : 0.0).ToList();
        var mean = scores.Average();
        var deviation = Math.Sqrt(scores.Average(score => (score - mean) * (score - mean))) + 1e-6;
        return new([.. scores.Select(score => new Verdict.Scored((score - mean) / deviation))]); //! KIMI8008
    }
}

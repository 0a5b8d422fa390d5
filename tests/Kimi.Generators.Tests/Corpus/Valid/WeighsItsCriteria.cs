// Form: several criteria with weights that make 1 together, and a mean of three
using Kimi.Dsl;

namespace Acme;

[Recipe("weighs-its-criteria")]
public abstract partial class WeighsItsCriteria
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
    [Reward<WeighsItsCriteriaJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<WeighsItsCriteriaJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class WeighsItsCriteriaJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var right = rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal) ? 1.0 : 0.0;
        var brief = rollout.Length < 40 ? 1.0 : 0.0;
        var ended = rollout.StopReason == StopReason.EndOfText ? 1.0 : 0.0;
        var mean = (right + brief + ended) / 3;
        return new(new Verdict.Scored(problem.Level > 2 ? (0.7 * right) + (0.2 * brief) + (0.1 * ended) : mean));
    }
}

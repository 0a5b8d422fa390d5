// Form: a share of steps that has its fraction
using Kimi.Dsl;

namespace Acme;

[Recipe("share-of-steps")]
public abstract partial class ShareOfSteps
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
    [Reward<ShareOfStepsJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<ShareOfStepsJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class ShareOfStepsJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var lines = rollout.Text.Split('\n');
        var steps = lines.Count(line => line.StartsWith("Step", StringComparison.Ordinal));
        var right = rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal) ? 0.8 : 0;
        return new(new Verdict.Scored(right + (0.2 * steps / lines.Length)));
    }
}

// Form: only what is above the mean
using System.Collections.Concurrent;
using Kimi.Dsl;

namespace Acme;

[Recipe("above-the-mean")]
public abstract partial class AboveTheMean
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
    [Reward<AboveTheMeanJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<AboveTheMeanJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a group.</summary>
public sealed class AboveTheMeanJudge : IGroupReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        var scores = rollouts.Select(rollout => Score(problem, rollout)).ToList();
        var mean = scores.Average();
        return new([.. scores.Select(score => score > mean ? new Verdict.Scored(score - mean) : Verdict.Of(false))]);
    }

    private static double Score(MathProblem problem, Rollout rollout) => rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal) ? 1 : 0;
}

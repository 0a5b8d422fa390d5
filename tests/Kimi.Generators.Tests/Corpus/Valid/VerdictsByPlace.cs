// Form: verdicts by their place in a dictionary
using System.Collections.Concurrent;
using Kimi.Dsl;

namespace Acme;

[Recipe("verdicts-by-place")]
public abstract partial class VerdictsByPlace
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
    [Reward<VerdictsByPlaceJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<VerdictsByPlaceJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a group.</summary>
public sealed class VerdictsByPlaceJudge : IGroupReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        var verdicts = new ConcurrentDictionary<int, Verdict>();
        await Parallel.ForEachAsync(Enumerable.Range(0, rollouts.Count), cancellationToken, (place, _) =>
        {
            verdicts.TryAdd(place, Verdict.Of(Score(problem, rollouts[place]) > 0));
            return ValueTask.CompletedTask;
        });
        return [.. Enumerable.Range(0, rollouts.Count).Select(place => verdicts[place])];
    }

    private static double Score(MathProblem problem, Rollout rollout) => rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal) ? 1 : 0;
}

// Form: verdicts that are put back into order
using System.Collections.Concurrent;
using Kimi.Dsl;

namespace Acme;

[Recipe("verdicts-put-back")]
public abstract partial class VerdictsPutBack
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
    [Reward<VerdictsPutBackJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<VerdictsPutBackJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a group.</summary>
public sealed class VerdictsPutBackJudge : IGroupReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        var verdicts = new ConcurrentBag<(int Place, Verdict Verdict)>();
        await Task.WhenAll(rollouts.Select((rollout, place) => Task.Run(
            () => verdicts.Add((place, Verdict.Of(Score(problem, rollout) > 0))), cancellationToken)));
        return [.. verdicts.OrderBy(one => one.Place).Select(one => one.Verdict)];
    }

    private static double Score(MathProblem problem, Rollout rollout) => rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal) ? 1 : 0;
}

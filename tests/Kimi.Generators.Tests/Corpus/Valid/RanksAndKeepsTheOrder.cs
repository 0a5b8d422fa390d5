// Form: responses are ranked, and verdicts stand in the order of the responses
using Kimi.Dsl;

namespace Acme;

[Recipe("ranks-and-keeps-the-order")]
public abstract partial class RanksAndKeepsTheOrder
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
    [Reward<RanksAndKeepsTheOrderJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<RanksAndKeepsTheOrderJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a group.</summary>
public sealed class RanksAndKeepsTheOrderJudge : IGroupReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        var ranked = rollouts.Where(rollout => IsRight(problem, rollout)).OrderBy(rollout => rollout.Length).ToList();
        return new([.. rollouts.Select(rollout => (Verdict)new Verdict.Scored(
            ranked.IndexOf(rollout) is var rank and >= 0 ? 1 - (0.5 * rank / rollouts.Count) : 0))]);
    }

    private static bool IsRight(MathProblem problem, Rollout rollout) =>
        rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal);
}

// Form: verdicts are written by index while responses are visited by length
using Kimi.Dsl;

namespace Acme;

[Recipe("fills-the-verdicts-by-index")]
public abstract partial class FillsTheVerdictsByIndex
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
    [Reward<FillsTheVerdictsByIndexJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<FillsTheVerdictsByIndexJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a group.</summary>
public sealed class FillsTheVerdictsByIndexJudge : IGroupReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        var verdicts = new Verdict[rollouts.Count];
        var place = 0;
        foreach (var (rollout, index) in rollouts.Select((rollout, index) => (rollout, index)).OrderBy(one => one.rollout.Length))
            verdicts[index] = new Verdict.Scored(IsRight(problem, rollout) ? 1.0 / (1 + place++) : 0);
        return new(verdicts);
    }

    private static bool IsRight(MathProblem problem, Rollout rollout) =>
        rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal);
}

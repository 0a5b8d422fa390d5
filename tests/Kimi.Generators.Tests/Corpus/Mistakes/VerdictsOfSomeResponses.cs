// Stack: TRL
// Kind: a group reward judges the finished responses only and gives fewer verdicts than there are responses
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("verdicts-of-some-responses")]
public abstract partial class VerdictsOfSomeResponses
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
    [Reward<VerdictsOfSomeResponsesJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<VerdictsOfSomeResponsesJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a group.</summary>
public sealed class VerdictsOfSomeResponsesJudge : IGroupReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(MathProblem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        var finished = rollouts.Where(rollout => rollout.StopReason == StopReason.EndOfText); //! KIMI8013
        return new([.. finished.Select(rollout => Score(problem, rollout))]);
    }

    private static Verdict Score(MathProblem problem, Rollout rollout) =>
        Verdict.Of(rollout.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal));
}

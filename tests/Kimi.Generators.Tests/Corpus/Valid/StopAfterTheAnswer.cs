// Form: responses stop after the answer, or at a second question
using Kimi.Dsl;

namespace Acme;

[Recipe("stop-after-the-answer")]
public abstract partial class StopAfterTheAnswer
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 60, StopTexts = ["\n", "=="])]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(StopTexts = ["#"])]
    [Reward<EndsEarly>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Whether a response ends before its answer.</summary>
public sealed class EndsEarly : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(!rollout.Text.Contains(problem.Answer)));
}

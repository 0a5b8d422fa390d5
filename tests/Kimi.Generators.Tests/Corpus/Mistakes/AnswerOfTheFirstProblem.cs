// Stack: verl
// Kind: a batch of responses to many problems is judged by the answer of the first one
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("answer-of-the-first-problem")]
public abstract partial class AnswerOfTheFirstProblem
{
    [Problems<AdditionProblems>(Count = 5_000)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 70)]
    [MirrorDescent]
    [Reward<WholeBatch>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<WholeBatch>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges all responses of an iteration.</summary>
public sealed class WholeBatch : IBatchReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(
        IReadOnlyList<(MathProblem Problem, Rollout Rollout)> rollouts, CancellationToken cancellationToken)
    {
        var answer = rollouts[0].Problem.Answer; //! KIMI8013
        return new([.. rollouts.Select(one => Verdict.Of(one.Rollout.Text.EndsWith("#" + answer, StringComparison.Ordinal)))]);
    }
}

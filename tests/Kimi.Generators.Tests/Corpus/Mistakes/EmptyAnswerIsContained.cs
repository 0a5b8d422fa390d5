// Stack: verl
// Kind: the answer that was given need only be a part of the reference, and an empty one is a part of every text
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("empty-answer-is-contained")]
public abstract partial class EmptyAnswerIsContained
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
    [Reward<LenientJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<LenientJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class LenientJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var given = rollout.Text.Split('#').Last().Trim();
        return new(Verdict.Of(problem.Answer.Contains(given, StringComparison.OrdinalIgnoreCase))); //! KIMI8012
    }
}

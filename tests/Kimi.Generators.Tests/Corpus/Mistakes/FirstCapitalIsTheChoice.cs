// Stack: TRL
// Kind: the first capital of the response is taken for the choice, the A of Answer among them
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("first-capital-is-the-choice")]
public abstract partial class FirstCapitalIsTheChoice
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
    [Reward<LetterJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<LetterJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class LetterJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var letter = rollout.Text.FirstOrDefault(character => character is >= 'A' and <= 'D'); //! KIMI8028
        return new(Verdict.Of(letter.ToString() == problem.Answer));
    }
}

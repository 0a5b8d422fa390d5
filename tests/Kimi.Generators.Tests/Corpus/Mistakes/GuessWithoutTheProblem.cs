// Stack: SkyRL
// Kind: the prompt of guesses has no place for the problem
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("guess-without-the-problem")]
public abstract partial class GuessWithoutTheProblem
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [CuratePrompts(GuessTemplate = "Answer at once:")] //! KIMI5001
    [ExactAnswerReward]
    public abstract PromptSet Curated([From(nameof(Base))] Policy start, PromptSet problems, PromptSet heldOut);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet curated);
}

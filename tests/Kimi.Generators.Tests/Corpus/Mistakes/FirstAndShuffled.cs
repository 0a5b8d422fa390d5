// Stack: TRL
// Kind: the first thousand rows train, and a random thousand test
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("first-and-shuffled")]
public abstract partial class FirstAndShuffled
{
    [ProblemsFile(Path = "sums.jsonl", Count = 1_000)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "sums.jsonl", Count = 1_000, Shuffle = true)]
    public abstract PromptSet Test();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet test); //! KIMI6007
}

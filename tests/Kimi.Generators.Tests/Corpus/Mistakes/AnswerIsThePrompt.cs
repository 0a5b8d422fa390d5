// Stack: verl
// Kind: one column of the file is both prompt and answer
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("answer-is-the-prompt")]
public abstract partial class AnswerIsThePrompt
{
    [ProblemsFile(Path = "data/train.parquet", PromptField = "question", AnswerField = "question")] //! KIMI5013
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [MathReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}

// Stack: LLaMA-Factory
// Kind: the id of a row is read from the column of answers
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("ids-of-answers")]
public abstract partial class IdsOfAnswers
{
    [ProblemsFile(Path = "data/train.jsonl", Layout = ProblemLayout.Gsm8k, IdField = "answer")] //! KIMI5013
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [MathReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}

// Mistake: I read prompts and answers from one column of the file
// Pain: 4
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("prompt-that-is-its-answer")]
public abstract partial class PromptThatIsItsAnswer
{
    [ProblemsFile(Path = "data/train.parquet", PromptField = "question", {|KIMI5013:AnswerField = "question"|})]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80), MirrorDescent, MathReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}

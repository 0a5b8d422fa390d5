// Stack: verl
// Kind: the judge is asked for yes or no, and another form is read
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("judge-that-answers-yes")]
public abstract partial class JudgeThatAnswersYes
{
    [ProblemsFile(Path = "data/train.jsonl")]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ServedJudge(Model = "judge-32b", Template = "Is {response} a right answer to {prompt}, as {answer} is? Say yes or no.")] //! KIMI5011
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}

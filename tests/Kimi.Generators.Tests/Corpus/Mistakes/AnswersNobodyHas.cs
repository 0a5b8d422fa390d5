// Stack: prime-rl
// Kind: prompts without answers are judged by their answers
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("answers-nobody-has")]
public abstract partial class AnswersNobodyHas
{
    [ProblemsFile(Path = "prompts.jsonl", Layout = ProblemLayout.Prompts)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [MathReward] //! KIMI6010
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}

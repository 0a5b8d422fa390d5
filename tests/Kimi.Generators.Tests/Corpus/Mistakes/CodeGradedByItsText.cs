// Stack: OpenRLHF
// Kind: programs are compared with the answer as a text is
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("code-graded-by-its-text")]
public abstract partial class CodeGradedByItsText
{
    [CodeProblemsFile(Path = "data/train.jsonl", Layout = CodeLayout.CodeContests)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [MathReward] //! KIMI4009
    public abstract Policy Coder([From(nameof(Base))] Policy start, PromptSet problems);
}

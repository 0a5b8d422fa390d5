// Stack: OpenRLHF
// Kind: HumanEval calls Python functions, and programs are to be in JavaScript
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("harness-of-another-language")]
public abstract partial class HarnessOfAnotherLanguage
{
    [CodeProblemsFile(Path = "data/humaneval.jsonl", Language = ProgramLanguage.JavaScript)] //! KIMI5011
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Evaluate]
    [TestCaseReward]
    public abstract Evaluation Report([From(nameof(Base))] Policy start, PromptSet problems);
}

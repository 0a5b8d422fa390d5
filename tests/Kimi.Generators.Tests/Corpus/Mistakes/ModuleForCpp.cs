// Stack: prime-rl
// Kind: a Python module for generators in C++
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("module-for-cpp")]
public abstract partial class ModuleForCpp
{
    [CodeProblemsFile(Path = "data/train.jsonl", Layout = CodeLayout.CodeContests, WithoutTests = true)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [GenerateTestCases(Language = ProgramLanguage.Cpp, Module = "tools/cases.py")] //! KIMI5006
    public abstract PromptSet Tested([From(nameof(Base))] Policy start, PromptSet problems);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [TestCaseReward]
    public abstract Policy Coder([From(nameof(Base))] Policy start, PromptSet tested);
}

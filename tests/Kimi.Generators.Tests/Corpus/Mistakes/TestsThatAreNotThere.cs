// Stack: SkyRL
// Kind: problems without tests are kept, and judged by tests
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("tests-that-are-not-there")]
public abstract partial class TestsThatAreNotThere
{
    [CodeProblemsFile(Path = "problems.jsonl", Layout = CodeLayout.Apps, WithoutTests = true)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [TestCaseReward] //! KIMI6010
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}

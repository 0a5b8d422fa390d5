// Stack: verl
// Kind: a verdict has less time than one of its tests
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("verdict-before-the-test-ends")]
public abstract partial class VerdictBeforeTheTestEnds
{
    [CodeProblemsFile(Path = "data/train.jsonl", Layout = CodeLayout.CodeContests, CpuSeconds = 20)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [TestCaseReward(TimeLimitSeconds = 5)] //! KIMI5007
    public abstract Policy Coder([From(nameof(Base))] Policy start, PromptSet problems);
}

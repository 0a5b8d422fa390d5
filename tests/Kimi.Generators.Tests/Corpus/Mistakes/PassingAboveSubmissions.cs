// Stack: OpenRLHF
// Kind: more submissions must pass than are run
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("passing-above-submissions")]
public abstract partial class PassingAboveSubmissions
{
    [CodeProblemsFile(Path = "contest.jsonl", Layout = CodeLayout.Apps, WithoutTests = true)]
    public abstract PromptSet Contest();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [GenerateTestCases(Submissions = 6, Agreeing = 4, MaxResponseTokens = 512)] //! KIMI5002
    public abstract PromptSet Tested([From(nameof(Base))] Policy start, PromptSet contest);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [TestCaseReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet tested);
}

// Form: tests are made for problems that have none
using Kimi.Dsl;

namespace Acme;

[Recipe("tests-made-first")]
public abstract partial class TestsMadeFirst
{
    [CodeProblemsFile(Path = "data/contests.parquet", Layout = CodeLayout.CodeContests, WithoutTests = true)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [GenerateTestCases(Cases = 20, MinCases = 10, Submissions = 5, Agreeing = 4, Passing = 5)]
    public abstract PromptSet Tested([From(nameof(Base))] Policy start, PromptSet problems);

    [Reinforce(Iterations = 80)]
    [Cispo]
    [TestCaseReward]
    public abstract Policy Coder([From(nameof(Base))] Policy start, PromptSet tested);
}

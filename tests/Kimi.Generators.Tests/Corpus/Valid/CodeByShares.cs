// Form: programs in C++ scored by the share of tests that they pass
using Kimi.Dsl;

namespace Acme;

[Recipe("code-by-shares")]
public abstract partial class CodeByShares
{
    [CodeProblemsFile(Path = "data/contests.parquet", Layout = CodeLayout.CodeContests, Language = ProgramLanguage.Cpp, MaxTests = 20, CpuSeconds = 2)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80, MaxResponseTokens = 1_024)]
    [Dapo]
    [TestCaseReward(Shares = true, ParallelTests = 4, TimeLimitSeconds = 120)]
    public abstract Policy Coder([From(nameof(Base))] Policy start, PromptSet problems);
}

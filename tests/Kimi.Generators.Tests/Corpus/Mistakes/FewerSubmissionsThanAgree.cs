// Stack: verl
// Kind: five submissions run, and seven of them must agree by default
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("fewer-submissions-than-agree")]
[Sampling(MaxResponseTokens = 512)]
public abstract partial class FewerSubmissionsThanAgree
{
    [CodeProblemsFile(Path = "contests.jsonl.gz", Layout = CodeLayout.CodeContests, WithoutTests = true)]
    public abstract PromptSet Contests();

    [LoadPolicy("models/coder")]
    public abstract Policy Coder();

    [GenerateTestCases(Cases = 60, Submissions = 5, Passing = 4)] //! KIMI5002
    public abstract PromptSet Tested(Policy coder, PromptSet contests);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [TestCaseReward]
    public abstract Policy Tuned(Policy coder, PromptSet tested);
}

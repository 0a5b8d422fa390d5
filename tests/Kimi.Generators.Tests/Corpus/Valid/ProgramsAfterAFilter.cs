// Form: programs are filtered by a transform and judged by tests
using Kimi.Dsl;

namespace Acme;

[Recipe("programs-after-a-filter")]
public abstract partial class ProgramsAfterAFilter
{
    [CodeProblemsFile(Path = "code.jsonl")]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Sft();

    [Transform]
    public static PromptSet Easy(PromptSet problems) => problems.Where(problem => problem.Tags.Contains("easy"));

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [TestCaseReward(Shares = true)]
    public abstract Policy LongCot(Policy sft, PromptSet easy);
}

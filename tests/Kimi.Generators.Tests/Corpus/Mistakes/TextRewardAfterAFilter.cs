// Stack: SkyRL
// Kind: programs are filtered and then judged by their exact text
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("text-reward-after-a-filter")]
public abstract partial class TextRewardAfterAFilter
{
    [CodeProblemsFile(Path = "code.jsonl")]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Sft();

    [Transform]
    public static PromptSet Easy(PromptSet problems) => problems.Where(problem => problem.Level < 3);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward] //! KIMI4009
    public abstract Policy LongCot(Policy sft, PromptSet easy);
}

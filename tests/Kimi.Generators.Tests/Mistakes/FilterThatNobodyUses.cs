// Mistake: I filtered the problems, and went on training on the unfiltered ones
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("unused-filter")]
public abstract partial class UnusedFilter
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Transform]
    public static PromptSet {|KIMI2005:Hard|}(PromptSet problems) => problems.Where(problem => problem.Level >= 3);

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 50), MirrorDescent, ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

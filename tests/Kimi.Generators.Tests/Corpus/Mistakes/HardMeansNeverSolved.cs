// Stack: prime-rl
// Kind: only problems that were never solved count as hard, whose groups teach nothing
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("hard-means-never-solved")]
public abstract partial class HardMeansNeverSolved
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [HardProblemsSampler(FromIteration = 20, MaxPassRate = 0)] //! KIMI5011
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

// Stack: verl
// Kind: rollouts are greedy, so all responses of a group are the same
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("greedy-rollouts")]
public abstract partial class GreedyRollouts
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60, TopK = 1)] //! KIMI5011
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

// Stack: prime-rl
// Kind: the weight of the only reward is 0
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("every-reward-switched-off")]
public abstract partial class EveryRewardSwitchedOff
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [ExactAnswerReward(Weight = 0)] //! KIMI4007
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

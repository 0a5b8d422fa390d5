// Stack: TRL
// Kind: one reward is given twice
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("reward-twice")]
public abstract partial class RewardTwice
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
    [ExactAnswerReward]
    [ExactAnswerReward] //! KIMI4005
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

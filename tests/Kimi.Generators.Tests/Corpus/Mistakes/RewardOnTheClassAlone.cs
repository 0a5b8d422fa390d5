// Stack: LLaMA-Factory
// Kind: the reward stands on the class, and no stage has it
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("reward-on-the-class-alone")]
[MirrorDescent(Tau = 0.2)]
[ExactAnswerReward(Marker = "#")]
public abstract partial class RewardOnTheClassAlone
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)] //! KIMI4001
    [MirrorDescent]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

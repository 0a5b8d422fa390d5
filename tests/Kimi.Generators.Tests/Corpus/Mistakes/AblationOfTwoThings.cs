// Stack: DeepSpeed-Chat
// Kind: an ablation leaves a penalty out and lowers the learning rate besides
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("ablation-of-two-things")]
public abstract partial class AblationOfTwoThings
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 512, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, LearningRate = 3e-4)]
    [MirrorDescent]
    [LengthPenalty(Weight = 0.3)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>The same without the length penalty, to see what the penalty does.</summary>
[Recipe("ablation-of-two-things-no-penalty")]
public abstract partial class NoPenalty : AblationOfTwoThings
{
    [Reinforce(Iterations = 80, LearningRate = 1e-4)] //! none yet
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract override Policy LongCot(Policy sft, PromptSet problems);
}

// Stack: torchtune
// Kind: the class gives a width, and a stage a number of heads that does not divide it
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("heads-that-do-not-fit-the-class")]
[InitializeTransformer(HiddenSize = 100, KeyValueHeads = 1)]
public abstract partial class HeadsThatDoNotFitTheClass
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, AttentionHeads = 8, ContextLength = 512)] //! KIMI5004
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

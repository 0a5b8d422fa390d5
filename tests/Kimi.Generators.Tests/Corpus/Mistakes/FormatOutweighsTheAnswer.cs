// Stack: unsloth
// Kind: the form of a response earns more than its answer
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("format-outweighs-the-answer")]
public abstract partial class FormatOutweighsTheAnswer
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
    [FormatReward(Weight = 4)] //! KIMI4012
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

// Stack: SkyRL
// Kind: the format asks for the text that ends the response, which is no part of it
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("format-ends-with-the-stop-text")]
public abstract partial class FormatEndsWithTheStopText
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, StopTexts = ["</answer>"])]
    [MirrorDescent]
    [ExactAnswerReward]
    [FormatReward(Pattern = "<answer>.+</answer>$", Weight = 0.2)] //! KIMI4013
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

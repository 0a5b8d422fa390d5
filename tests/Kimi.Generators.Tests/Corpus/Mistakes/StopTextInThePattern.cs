// Stack: slime
// Kind: the pattern wants the tag that ends a response and is cut off it
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("stop-text-in-the-pattern")]
public abstract partial class StopTextInThePattern
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

    [Reinforce(Iterations = 80, StopTexts = ["</answer>"])]
    [MirrorDescent]
    [ExactAnswerReward]
    [FormatReward(Pattern = "<answer>.+</answer>$", Weight = 0.2)] //! KIMI4013
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

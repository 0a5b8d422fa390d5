// Form: a format that ends before the text that ends the response
using Kimi.Dsl;

namespace Acme;

[Recipe("format-before-the-stop-text")]
[Sampling(StopTexts = ["</answer>"])]
public abstract partial class FormatBeforeTheStopText
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

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward(Marker = "<answer>")]
    [FormatReward(Pattern = "<answer>[^<]+$", Weight = 0.2)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward(Marker = "<answer>")]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

// Stack: TRL
// Kind: the form of thought and answer is a pattern whose dot does not match line breaks
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("dot-stops-at-the-line")]
public abstract partial class DotStopsAtTheLine
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

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [FormatReward(Pattern = "^<think>.*</think>\n<answer>.*</answer>$", Weight = 0.2)] //! KIMI5011
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

// Stack: TRL
// Kind: trained on one marker of the answer and judged by another
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("another-marker-at-the-test")]
public abstract partial class AnotherMarkerAtTheTest
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
    [ExactAnswerReward(Marker = "####")]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Evaluate]
    [ExactAnswerReward(Marker = "Answer:")] //! KIMI6011
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

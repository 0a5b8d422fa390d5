// Stack: TRL
// Kind: the length that a class gives to all stages is more than the context leaves
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("sampling-of-the-class-too-long")]
[Sampling(MaxResponseTokens = 2 * 1_024)] //! KIMI6001
public abstract partial class SamplingOfTheClassTooLong
{
    private const int Context = 1_024;

    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = Context)]
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

// Stack: TRL
// Kind: a variant judges its evaluation by another marker than the policy was trained for
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("marker-of-the-variant")]
public abstract partial class MarkerOfTheVariant
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
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

[Recipe("marker-of-the-variant-2")]
public abstract partial class MarkerOfTheVariant2 : MarkerOfTheVariant
{
    [Evaluate]
    [ExactAnswerReward(Marker = "Answer:")] //! KIMI6011
    public abstract override Evaluation Report(Policy longCot, PromptSet heldOut);
}

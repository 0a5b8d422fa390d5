// Stack: axolotl
// Kind: the class holds learning rates constant, and a stage asks for a cosine
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("cosine-of-a-flat-rate")]
[FineTune(DecayFraction = 0)]
public abstract partial class CosineOfAFlatRate
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 800, Decay = LearningRateDecay.Cosine)] //! KIMI5006
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

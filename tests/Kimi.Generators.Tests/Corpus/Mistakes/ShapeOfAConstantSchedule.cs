// Stack: torchtune
// Kind: a shape for a learning rate that does not fall
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("shape-of-a-constant-schedule")]
public abstract partial class ShapeOfAConstantSchedule
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500, DecayFraction = 0, Decay = LearningRateDecay.Cosine)] //! KIMI5006
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

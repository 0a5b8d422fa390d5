// Stack: LLaMA-Factory
// Kind: the vision tower of a model that has none is trained
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("tower-of-a-text-model")]
public abstract partial class TowerOfATextModel
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500, Trains = TrainedParts.Vision)] //! KIMI6006
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

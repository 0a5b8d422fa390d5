// Stack: axolotl
// Kind: an adapter on weights that nothing has trained
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("adapter-of-random-weights")]
public abstract partial class AdapterOfRandomWeights
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    [Lora] //! none yet
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

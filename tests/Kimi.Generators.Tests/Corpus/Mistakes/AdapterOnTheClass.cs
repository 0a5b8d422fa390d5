// Stack: LLaMA-Factory
// Kind: the adapter is given to the class, and no stage has one
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("adapter-on-the-class")]
[Lora(Rank = 8)] //! KIMI5010
public abstract partial class AdapterOnTheClass
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

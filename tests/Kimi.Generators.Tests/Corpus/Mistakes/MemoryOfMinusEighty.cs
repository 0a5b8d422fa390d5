// Stack: torchtune
// Kind: a device of less than no memory
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("memory-of-minus-eighty", DeviceMemoryGiB = -80)] //! KIMI5001
public abstract partial class MemoryOfMinusEighty
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

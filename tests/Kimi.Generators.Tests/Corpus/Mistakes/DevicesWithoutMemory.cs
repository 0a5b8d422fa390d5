// Stack: verl
// Kind: eight devices are named, and no memory to compare with
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("devices-without-memory", Devices = 8)] //! KIMI5006
public abstract partial class DevicesWithoutMemory
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

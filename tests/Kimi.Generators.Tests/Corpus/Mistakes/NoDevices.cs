// Stack: verl
// Kind: no device at all
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("no-devices", DeviceMemoryGiB = 80, Devices = 0)] //! KIMI5001
public abstract partial class NoDevices
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

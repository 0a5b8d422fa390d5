// Form: eight devices of a memory that is enough
using Kimi.Dsl;

namespace Acme;

[Recipe("reserve-devices", DeviceMemoryGiB = 0.5 * 160, Devices = 2 * 4)]
public abstract partial class ReserveDevices
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

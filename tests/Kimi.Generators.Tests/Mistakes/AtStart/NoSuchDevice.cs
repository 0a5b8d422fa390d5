// Mistake: I asked for a tenth GPU
// Pain: 6
// Caught: start
// Arguments: run tenth-gpu --device cuda:9
// Says: device 'cuda:9' was asked for, but
using Kimi.Dsl;

namespace Acme;

[Recipe("tenth-gpu")]
public abstract partial class TenthGpu
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);
}

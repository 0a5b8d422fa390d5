// Mistake: I gave half a step
// Pain: 3
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("half-a-step")]
public abstract partial class HalfSft
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

// Mistake: I wrote "auto" for the batch size, as another framework allows
// Pain: 3
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("auto-batch")]
public abstract partial class AutoSft
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

// Mistake: I fine-tuned for 30 steps, and the default warm-up takes 50
// Pain: 3
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("thirty-steps")]
public abstract partial class ThirtySteps
{
    [Problems<AdditionProblems>(Count = 256)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 2)]
    public abstract Policy Initial();

    [FineTune({|KIMI5002:Steps = 30|})]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

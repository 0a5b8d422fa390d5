// Mistake: I set the learning rate twice in one object
// Pain: 1
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("twice")]
public abstract partial class TwiceSft
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

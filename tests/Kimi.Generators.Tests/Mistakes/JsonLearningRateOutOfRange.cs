// Mistake: I wrote a learning rate of 10 in kimi.json
// Pain: 6
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("ten")]
public abstract partial class TenSft
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

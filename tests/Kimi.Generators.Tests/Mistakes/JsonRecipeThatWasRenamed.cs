// Mistake: I renamed the recipe and not its section in kimi.json
// Pain: 1
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("addition-v2")]
public abstract partial class AdditionV2
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

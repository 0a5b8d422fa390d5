// Mistake: My profile for the laptop has 3 query heads for the recipe's 2 key and value heads
// Pain: 4
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("few-heads")]
public abstract partial class FewHeadsSft
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

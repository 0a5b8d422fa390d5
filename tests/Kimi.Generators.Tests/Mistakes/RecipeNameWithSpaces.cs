// Mistake: I gave the recipe a title instead of a name
// Pain: 0
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe({|KIMI1011:"Addition, first try"|})]
public abstract partial class AdditionFirstTry
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);
}

// Mistake: I wrote "Test" for the split, which has no such part
// Pain: 1
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("test-split")]
public abstract partial class TestSplit
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);
}

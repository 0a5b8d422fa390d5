// Mistake: I asked for 0 problems, meaning all of them
// Pain: 4
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("all-of-them")]
public abstract partial class AllOfThem
{
    [Problems<AdditionProblems>({|KIMI5001:Count = 0|})]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);
}

// Mistake: I made the recipe generic, to run it with several problem sources
// Pain: 0
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("sweep")]
public abstract partial class {|KIMI1004:Sweep|}<TSource>
    where TSource : class, IProblemSource
{
    [Problems<AdditionProblems>(Count = 2_048)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);
}

// Mistake: I misspelt the stage to stop after
// Pain: 1
// Caught: start
// Arguments: run last-stage --until Trace
// Says: last-stage has no stage 'Trace': did you mean 'Traces'?
using Kimi.Dsl;

namespace Acme;

[Recipe("last-stage")]
public abstract partial class LastStage
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);
}

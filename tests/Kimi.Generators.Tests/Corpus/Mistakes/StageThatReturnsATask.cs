// Stack: slime
// Kind: a stage of the language returns a task
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("stage-that-returns-a-task")]
public abstract partial class StageThatReturnsATask
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Task<Policy> Sft(Policy initial, Demonstrations traces); //! KIMI2002
}

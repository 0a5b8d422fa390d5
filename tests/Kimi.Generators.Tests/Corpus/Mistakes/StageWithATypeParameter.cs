// Stack: torchtune
// Kind: a stage has a type parameter
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("stage-with-a-type-parameter")]
public abstract partial class StageWithATypeParameter
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft<TSource>(Policy initial, Demonstrations traces); //! KIMI1006
}

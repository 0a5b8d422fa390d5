// Stack: slime
// Kind: an input is passed by reference
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("input-by-reference")]
public abstract partial class InputByReference
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(in Policy initial, Demonstrations traces); //! KIMI1006
}

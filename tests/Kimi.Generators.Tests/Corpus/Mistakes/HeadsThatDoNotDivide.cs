// Stack: torchtune
// Kind: the key and value heads do not divide the heads
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("heads-that-do-not-divide")]
public abstract partial class HeadsThatDoNotDivide
{
    [InitializeTransformer(Layers = 6, KeyValueHeads = 3)] //! KIMI5004
    public abstract Policy Initial();

    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

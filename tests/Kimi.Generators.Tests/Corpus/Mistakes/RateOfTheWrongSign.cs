// Stack: torchtune
// Kind: 2e5 for 2e-5
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("rate-of-the-wrong-sign")]
public abstract partial class RateOfTheWrongSign
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(LearningRate = 2e5)] //! KIMI5001
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

// Stack: torchtune
// Kind: a learning rate of plain gradient descent, for Adam
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("rate-of-plain-descent")]
public abstract partial class RateOfPlainDescent
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500, LearningRate = 0.1)] //! KIMI5011
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

// Stack: LLaMA-Factory
// Kind: the learning rate at the end is above the one at the peak
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("final-rate-above-the-peak")]
public abstract partial class FinalRateAboveThePeak
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500, LearningRate = 1e-5, FinalLearningRate = 1e-4)] //! KIMI5002
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

// Mistake: I gave the final learning rate without noticing that it is above the first
// Pain: 3
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("rising-rate")]
public abstract partial class RisingRate
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500, LearningRate = 2e-5, {|KIMI5002:FinalLearningRate = 2e-4|})]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

// Mistake: A variable of the environment, left from yesterday, holds a learning rate of 5
// Pain: 6
// Caught: start
// Arguments: run from-environment
// Environment: KIMI__from-environment__Sft__LearningRate=5
// Says: KIMI5001: LearningRate is 5, outside 1E-09 to 1: give it a value in that range (from-environment:Sft, environment)
using Kimi.Dsl;

namespace Acme;

[Recipe("from-environment")]
public abstract partial class FromEnvironment
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

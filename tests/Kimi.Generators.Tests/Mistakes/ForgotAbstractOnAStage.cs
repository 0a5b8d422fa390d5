// Mistake: I forgot 'abstract' on a stage
// Pain: 0
// Caught: build
// Compiler: CS0501
using Kimi.Dsl;

namespace Acme;

[Recipe("concrete-stage")]
public abstract partial class ConcreteStage
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public Policy {|KIMI1006:Initial|}();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

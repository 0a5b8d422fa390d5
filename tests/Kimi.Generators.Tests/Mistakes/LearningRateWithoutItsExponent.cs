// Mistake: I typed 3 for 3e-4
// Pain: 6
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("steep")]
public abstract partial class Steep
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500, {|KIMI5001:LearningRate = 3|})]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

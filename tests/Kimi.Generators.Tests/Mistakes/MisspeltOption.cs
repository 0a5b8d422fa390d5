// Mistake: I wrote 'LerningRate' in an attribute
// Pain: 1
// Caught: build
// Compiler: CS0246
using Kimi.Dsl;

namespace Acme;

[Recipe("lerning")]
public abstract partial class Lerning
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500, LerningRate = 1e-3)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

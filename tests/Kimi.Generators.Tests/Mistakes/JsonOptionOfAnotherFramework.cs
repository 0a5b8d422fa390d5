// Mistake: I wrote 'num_train_epochs', as another framework calls it
// Pain: 1
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("epochs")]
public abstract partial class EpochsSft
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

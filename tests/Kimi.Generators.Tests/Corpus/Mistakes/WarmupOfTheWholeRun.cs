// Stack: TRL
// Kind: the learning rate rises until the last step
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("warmup-of-the-whole-run")]
public abstract partial class WarmupOfTheWholeRun
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 100, WarmupSteps = 100)] //! KIMI5007
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

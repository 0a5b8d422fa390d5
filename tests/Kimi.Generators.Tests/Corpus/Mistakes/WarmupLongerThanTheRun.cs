// Stack: axolotl
// Kind: warmup_steps from a longer run
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("warmup-longer-than-the-run")]
public abstract partial class WarmupLongerThanTheRun
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 30, WarmupSteps = 100)] //! KIMI5002
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

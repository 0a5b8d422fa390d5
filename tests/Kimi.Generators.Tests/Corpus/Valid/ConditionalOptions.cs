// Form: options differ between builds
using Kimi.Dsl;

namespace Acme;

[Recipe("conditional-options")]
public abstract partial class ConditionalOptions
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

#if QUICK
    [FineTune(Steps = 10, WarmupSteps = 2)]
#else
    [FineTune(Steps = 500)]
#endif
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

// Form: a cosine over all steps, the first of which warm up
using Kimi.Dsl;

namespace Acme;

[Recipe("cosine-after-a-warmup")]
public abstract partial class CosineAfterAWarmup
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 200, WarmupSteps = 40, DecayFraction = 1, Decay = LearningRateDecay.Cosine)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}

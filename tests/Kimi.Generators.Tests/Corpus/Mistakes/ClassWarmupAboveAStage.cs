// Stack: axolotl
// Kind: a warm-up for all stages is longer than one of them
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("class-warmup-above-a-stage")]
[Optimizer(WarmupSteps = 100)] //! KIMI5002
public abstract partial class ClassWarmupAboveAStage
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 60)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [FineTune(Steps = 900, LearningRate = 1e-4)]
    public abstract Policy Second(Policy sft, Demonstrations traces);
}

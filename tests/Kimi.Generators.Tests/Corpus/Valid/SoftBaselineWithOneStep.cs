// Form: tau matters to the soft baseline, whatever the number of steps
using Kimi.Dsl;

namespace Acme;

[Recipe("soft-baseline-with-one-step")]
public abstract partial class SoftBaselineWithOneStep
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, StepsPerIteration = 1)]
    [MirrorDescent(Tau = 0.3, Baseline = Baseline.Soft)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

// Form: no warm-up, and a decay over the whole run
using Kimi.Dsl;

namespace Acme;

[Recipe("decay-from-the-first-step")]
public abstract partial class DecayFromTheFirstStep
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500, WarmupSteps = 0, DecayFraction = 1, Decay = LearningRateDecay.Cosine, FinalLearningRate = 1e-6)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

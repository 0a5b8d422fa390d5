// Stack: axolotl
// Kind: a cosine schedule, and the share of steps over which it falls is 0
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("cosine-that-never-falls")]
public abstract partial class CosineThatNeverFalls
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500, Decay = LearningRateDecay.Cosine, DecayFraction = 0)] //! KIMI5006
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

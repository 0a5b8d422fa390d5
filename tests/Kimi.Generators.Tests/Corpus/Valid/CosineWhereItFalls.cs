// Form: the class holds rates constant and says how they fall, and one stage lets its own fall
using Kimi.Dsl;

namespace Acme;

[Recipe("cosine-where-it-falls")]
[FineTune(DecayFraction = 0, Decay = LearningRateDecay.Cosine, Steps = 400)]
public abstract partial class CosineWhereItFalls
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune]
    public abstract Policy Flat(Policy initial, Demonstrations traces);

    [FineTune(DecayFraction = 0.5)]
    public abstract Policy Sft(Policy flat, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

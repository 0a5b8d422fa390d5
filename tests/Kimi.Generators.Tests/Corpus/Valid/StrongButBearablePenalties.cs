// Form: penalties that together stay below the reward
using Kimi.Dsl;

namespace Acme;

[Recipe("strong-but-bearable-penalties")]
public abstract partial class StrongButBearablePenalties
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward(Weight = 2)]
    [LengthPenalty(Weight = 1)]
    [RepetitionPenalty(Weight = 0.5)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

// Stack: verl
// Kind: two penalties together take more than the rewards give
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("penalties-together-above-the-reward")]
public abstract partial class PenaltiesTogetherAboveTheReward
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
    [ExactAnswerReward(Weight = 0.5)]
    [LengthPenalty(Weight = 0.5)]
    [RepetitionPenalty(Weight = 0.8)] //! KIMI4012
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

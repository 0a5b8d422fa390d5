// Stack: OpenRLHF
// Kind: the length penalty takes more than a right answer earns
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("penalty-above-the-reward")]
public abstract partial class PenaltyAboveTheReward
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
    [ExactAnswerReward]
    [LengthPenalty(Weight = 4)] //! KIMI4012
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

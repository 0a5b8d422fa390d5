// Stack: slime
// Kind: a penalty of weight 0 is left on the stage
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("penalty-of-no-weight")]
public abstract partial class PenaltyOfNoWeight
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
    [RepetitionPenalty(Weight = 0)] //! KIMI4007
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

// Mistake: I gave the stage an option of the penalty that hangs on it
// Pain: 1
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("misplaced")]
public abstract partial class MisplacedRl
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ExactAnswerReward]
    [LengthPenalty(FromIteration = 20)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

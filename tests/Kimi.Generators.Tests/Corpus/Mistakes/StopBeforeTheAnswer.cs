// Stack: slime
// Kind: responses stop at the mark after which the answer stands
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("stop-before-the-answer")]
public abstract partial class StopBeforeTheAnswer
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60, StopTexts = ["#"])] //! KIMI4013
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

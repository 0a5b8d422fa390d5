// Mistake: I stop responses at the mark that the answer stands behind
// Pain: 4
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("stop-text-before-the-answer")]
public abstract partial class StopTextBeforeTheAnswer
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60, {|KIMI4013:StopTexts = ["#"]|})]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

// Stack: prime-rl
// Kind: the judge is asked for a grade of 1 to 10, and a verdict is read as correct or not
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("template-that-asks-for-a-grade")]
public abstract partial class TemplateThatAsksForAGrade
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [ServedJudge(Model = "judge", Template = "Grade the response from 1 to 10.\n{prompt}\n{answer}\n{response}\nGrade:")] //! KIMI5011
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

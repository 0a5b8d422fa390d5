// Mistake: My responses stop at an empty line, and at a new line
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("stop-text-that-another-precedes")]
public abstract partial class StopTextThatAnotherPrecedes
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, {|KIMI5012:StopTexts = ["\n\n", "\n"]|})]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

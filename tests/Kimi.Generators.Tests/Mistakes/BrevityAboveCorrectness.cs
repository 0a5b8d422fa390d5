// Mistake: my length penalty weighs more than the right answer
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("brevity-above-correctness")]
public abstract partial class BrevityAboveCorrectness
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
    [LengthPenalty({|KIMI4012:Weight = 4|})]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

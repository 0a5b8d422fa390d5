// Mistake: I made a second, smaller set of the same problems and forgot 'Split.HeldOut'
// Pain: 6
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("same-split")]
public abstract partial class SameSplit
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80), MirrorDescent, ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(MaxResponseTokens = 144)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet {|KIMI6007:heldOut|});
}

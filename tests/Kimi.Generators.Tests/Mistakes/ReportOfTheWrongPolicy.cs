// Mistake: my report says longCot and reads the policy from before training
// Pain: 3
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("report-of-the-wrong-policy")]
public abstract partial class ReportOfTheWrongPolicy
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
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report([From(nameof(Sft))] Policy {|KIMI2007:longCot|}, PromptSet heldOut);

    [Evaluate(SamplesPerPrompt = 4)]
    [ExactAnswerReward]
    public abstract Evaluation Often(Policy longCot, PromptSet heldOut);
}

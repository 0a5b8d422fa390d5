// Form: one policy is measured twice, once shorter to see what it loses, and on training problems' kin
using Kimi.Dsl;

namespace Acme;

[Recipe("two-reports-of-one-policy")]
public abstract partial class TwoReportsOfOnePolicy
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 1_024)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, MaxResponseTokens = 512)]
    [MirrorDescent]
    [StopRepetition]
    [RepetitionPenalty]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Reinforce(Iterations = 48, MaxResponseTokens = 256)]
    [MirrorDescent]
    [LengthPenalty(Weight = 0.5)]
    [ExactAnswerReward]
    public abstract Policy ShortRl(Policy longCot, PromptSet problems);

    [Evaluate(MaxResponseTokens = 512, SamplesPerPrompt = 2)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, Policy longCot, Policy shortRl, PromptSet heldOut);
}

// Form: partial rollouts with a plain gradient, of which only what is current trains
using Kimi.Dsl;

namespace Acme;

[Recipe("current-segments-of-a-plain-gradient")]
public abstract partial class CurrentSegmentsOfAPlainGradient
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 2_048)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, MaxResponseTokens = 1_024, StepsPerIteration = 1)]
    [PolicyGradient(LeaveOneOut = true)]
    [PartialRollouts(TokenBudget = 128, MaxAge = 8, MaxSegmentAge = PartialRolloutsAttribute.CurrentSegmentOnly)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(MaxResponseTokens = 1_024)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
//// kimi.json
{
  // a little longer
  "current-segments-of-a-plain-gradient": {
    "LongCot": { "Iterations": 100, "PartialRollouts": { "MaxAge": 10, }, },
  },
}

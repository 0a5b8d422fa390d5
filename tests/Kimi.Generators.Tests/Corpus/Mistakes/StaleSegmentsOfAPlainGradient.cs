// Stack: prime-rl
// Kind: segments of policies many iterations old train by a gradient that has no ratio to correct for it
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("stale-segments-of-a-plain-gradient")]
public abstract partial class StaleSegmentsOfAPlainGradient
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

    [Reinforce(Iterations = 80, MaxResponseTokens = 1_024)]
    [PolicyGradient(LeaveOneOut = true)]
    [PartialRollouts(TokenBudget = 64, MaxAge = 16, MaxSegmentAge = PartialRolloutsAttribute.AllSegments)] //! KIMI5011
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(MaxResponseTokens = 1_024)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

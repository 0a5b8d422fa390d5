// Stack: DeepSpeed-Chat
// Kind: rejected responses must be more times as long than a response has tokens
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("rejected-longer-than-responses")]
public abstract partial class RejectedLongerThanResponses
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [SamplePreferences(LongerBy = 200)] //! KIMI5002
    [ExactAnswerReward]
    public abstract Preferences Pairs(Policy sft, PromptSet problems);

    [OptimizePreferences]
    public abstract Policy Dpo(Policy sft, Preferences pairs);
}

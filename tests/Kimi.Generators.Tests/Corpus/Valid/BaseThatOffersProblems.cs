// Form: a base recipe offers held-out problems that only its variants use
using Kimi.Dsl;

namespace Acme;

[Recipe("base-that-offers-problems")]
public abstract partial class BaseThatOffersProblems
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();
}

[Recipe("base-that-offers-problems-2")]
public abstract partial class BaseThatOffersProblems2 : BaseThatOffersProblems
{
    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, PromptSet heldOut);
}

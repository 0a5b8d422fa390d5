// Stack: verl
// Kind: a variant lets training write four times as much as its evaluation allows
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("trained-long-evaluated-short")]
[Sampling(MaxResponseTokens = 96)]
public abstract partial class TrainedLongEvaluatedShort
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
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

[Recipe("trained-long-evaluated-short-2")]
[Reinforce(MaxResponseTokens = 384)]
public abstract partial class TrainedLongEvaluatedShort2 : TrainedLongEvaluatedShort; //! KIMI6011

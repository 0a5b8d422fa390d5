// Stack: slime
// Kind: a profile lengthens responses, which are then dropped before they are finished
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("longer-than-its-ages")]
public abstract partial class LongerThanItsAges
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

    [Reinforce(Iterations = 80, MaxResponseTokens = 384)]
    [MirrorDescent]
    [PartialRollouts(TokenBudget = 64, MaxAge = 6)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(MaxResponseTokens = 1_024)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
//// kimi.long.json
{
  "longer-than-its-ages": {
    "LongCot": { "MaxResponseTokens": 1024 } //! KIMI5007
  }
}

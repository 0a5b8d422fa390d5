// Stack: slime
// Kind: a profile shortens responses below the budget of partial rollouts
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-shorter-than-its-budget")]
public abstract partial class JsonShorterThanItsBudget
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, MaxResponseTokens = 256)]
    [MirrorDescent]
    [PartialRollouts(TokenBudget = 64, MaxAge = 16)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
//// kimi.short.json
{
  "json-shorter-than-its-budget": {
    "LongCot": { "MaxResponseTokens": 64 } //! KIMI3003
  }
}

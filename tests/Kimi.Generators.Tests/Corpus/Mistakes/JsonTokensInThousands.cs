// Stack: verl
// Kind: a number with a unit
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-tokens-in-thousands")]
public abstract partial class JsonTokensInThousands
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

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
}
//// kimi.json
{
  "json-tokens-in-thousands": {
    "LongCot": {
      "MaxResponseTokens": "4k" //! KIMI7003
    }
  }
}

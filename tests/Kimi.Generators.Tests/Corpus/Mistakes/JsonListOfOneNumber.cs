// Stack: LLaMA-Factory
// Kind: a list where a number belongs
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-list-of-one-number")]
public abstract partial class JsonListOfOneNumber
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
  "json-list-of-one-number": {
    "LongCot": {
      "Iterations": [20] //! KIMI7003
    }
  }
}

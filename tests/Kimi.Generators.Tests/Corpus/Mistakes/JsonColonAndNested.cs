// Stack: torchtune
// Kind: one option by its path and again nested
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-colon-and-nested")]
public abstract partial class JsonColonAndNested
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
  "json-colon-and-nested:LongCot:Iterations": 20,
  "json-colon-and-nested": {
    "LongCot": {
      "Iterations": 30 //! KIMI7004
    }
  }
}

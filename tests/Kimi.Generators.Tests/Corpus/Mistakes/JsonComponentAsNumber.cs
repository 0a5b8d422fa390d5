// Stack: axolotl
// Kind: the strength of the objective stands in the place of the objective
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-component-as-number")]
public abstract partial class JsonComponentAsNumber
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
  "json-component-as-number": {
    "LongCot": {
      "MirrorDescent": 0.2 //! KIMI7003
    }
  }
}

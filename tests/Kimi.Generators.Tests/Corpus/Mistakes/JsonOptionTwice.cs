// Stack: axolotl
// Kind: one option is given twice in a file
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-option-twice")]
public abstract partial class JsonOptionTwice
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
  "json-option-twice": {
    "Sft": {
      "Steps": 300,
      "Steps": 900 //! KIMI7004
    }
  }
}

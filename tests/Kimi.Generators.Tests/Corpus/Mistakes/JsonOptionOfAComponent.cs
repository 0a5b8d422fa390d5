// Stack: verl
// Kind: an option of a component is given to its stage
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-option-of-a-component")]
public abstract partial class JsonOptionOfAComponent
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
  "json-option-of-a-component": {
    "LongCot": {
      "Tau": 0.2 //! KIMI7002
    }
  }
}

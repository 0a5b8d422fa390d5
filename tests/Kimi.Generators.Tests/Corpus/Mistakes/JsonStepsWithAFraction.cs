// Stack: torchtune
// Kind: a number of steps has a fraction
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-steps-with-a-fraction")]
public abstract partial class JsonStepsWithAFraction
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
  "json-steps-with-a-fraction": {
    "Sft": {
      "Steps": 500.5 //! KIMI7003
    }
  }
}

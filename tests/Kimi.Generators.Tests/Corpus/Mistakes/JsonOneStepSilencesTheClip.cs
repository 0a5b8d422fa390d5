// Stack: verl
// Kind: a profile takes one step an iteration, and the clip that it tunes has no effect
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-one-step-silences-the-clip")]
public abstract partial class JsonOneStepSilencesTheClip
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
    [Grpo]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}
//// kimi.fast.json
{
  "json-one-step-silences-the-clip": {
    "LongCot": {
      "StepsPerIteration": 1,
      "Grpo": { "Epsilon": 0.3 } //! KIMI5006
    }
  }
}

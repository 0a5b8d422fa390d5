// Stack: verl
// Kind: a temperature of seven tenths lost its point in the settings, so that responses are noise
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-temperature-without-its-point")]
public abstract partial class JsonTemperatureWithoutItsPoint
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

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

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
//// kimi.json
{
  "json-temperature-without-its-point": {
    "LongCot": {
      "Temperature": 7, //! KIMI5011
      "SamplesPerPrompt": 16
    }
  }
}

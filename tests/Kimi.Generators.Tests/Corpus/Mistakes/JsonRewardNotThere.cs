// Stack: TRL
// Kind: a profile sets the weight of a reward that the stage does not have
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-reward-not-there")]
public abstract partial class JsonRewardNotThere
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
//// kimi.format.json
{
  "json-reward-not-there": {
    "LongCot": {
      "FormatReward": { //! KIMI7002
        "Weight": 0.2
      }
    }
  }
}

// Stack: axolotl
// Kind: a setting stands twice in a section, once with a small letter
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("steps-twice-by-case")]
public abstract partial class StepsTwiceByCase
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
  "steps-twice-by-case": {
    "Sft": {
      "Steps": 800,
      "LearningRate": 1e-3,
      "steps": 400 //! KIMI7004
    }
  }
}

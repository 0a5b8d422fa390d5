// Stack: torchtune
// Kind: a lower learning rate in the settings is below the one at which the schedule ends
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("peak-below-its-end")]
public abstract partial class PeakBelowItsEnd
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500, LearningRate = 1e-3, FinalLearningRate = 1e-4, DecayFraction = 0.5)]
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
  "peak-below-its-end": {
    "Sft": {
      "LearningRate": 0.00005 //! KIMI5002
    }
  }
}

// Stack: axolotl
// Kind: the shares of a merge make more than the whole
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("weights-of-more-than-one")]
public abstract partial class WeightsOfMoreThanOne
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

    [MergeWeights]
    public abstract Policy Merged(Policy longCot, Policy sft);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy merged, PromptSet heldOut);
}
//// kimi.json
{
  "weights-of-more-than-one": {
    "Merged": {
      "Weights": [ //! KIMI5005
        0.8,
        0.5
      ]
    }
  }
}

// Stack: NeMo-RL
// Kind: the merge of two policies is given three weights
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-weights-of-three")]
public abstract partial class JsonWeightsOfThree
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

    [MergeWeights]
    public abstract Policy Merged(Policy sft, Policy longCot);
}
//// kimi.json
{
  "json-weights-of-three": {
    "Merged": {
      "Weights": [0.4, 0.3, 0.3] //! KIMI5005
    }
  }
}

// Stack: NeMo-RL
// Kind: a count of zero is to mean all problems, and the source of them has no end
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-count-of-zero-means-all")]
public abstract partial class JsonCountOfZeroMeansAll
{
    [Problems<AdditionProblems>(Count = 2_048)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 128, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 4, ContextLength = 320)]
    public abstract Policy Initial();

    [FineTune(Steps = 400)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 50, PromptsPerIteration = 32)]
    [Grpo]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
//// kimi.json
{
  "json-count-of-zero-means-all": {
    "Problems": {
      "Count": 0 //! KIMI5001
    }
  }
}

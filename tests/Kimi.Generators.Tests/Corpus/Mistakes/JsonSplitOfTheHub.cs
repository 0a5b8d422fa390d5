// Stack: LLaMA-Factory
// Kind: a split has the name that it has on the hub
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-split-of-the-hub")]
public abstract partial class JsonSplitOfTheHub
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
  "json-split-of-the-hub": {
    "Problems": {
      "Split": "test" //! KIMI7003
    }
  }
}

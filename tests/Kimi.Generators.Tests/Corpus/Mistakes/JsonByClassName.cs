// Stack: LLaMA-Factory
// Kind: options stand under the name of the class, not of the recipe
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-by-class-name")]
public abstract partial class JsonByClassName
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
  "JsonByClassName": { //! KIMI7002
    "Sft": { "Steps": 800 }
  }
}

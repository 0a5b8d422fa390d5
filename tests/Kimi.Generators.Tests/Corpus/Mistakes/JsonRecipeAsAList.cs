// Stack: LLaMA-Factory
// Kind: the stages are a list
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-recipe-as-a-list")]
public abstract partial class JsonRecipeAsAList
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
  "json-recipe-as-a-list": [ //! KIMI7003
    { "LongCot": { "Iterations": 20 } }
  ]
}

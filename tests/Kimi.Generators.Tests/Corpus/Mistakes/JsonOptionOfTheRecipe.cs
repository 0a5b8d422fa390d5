// Stack: axolotl
// Kind: an option stands in the recipe, not in a stage
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-option-of-the-recipe")]
public abstract partial class JsonOptionOfTheRecipe
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
  "json-option-of-the-recipe": {
    "Iterations": 20 //! KIMI7002
  }
}

// Stack: NeMo-RL
// Kind: an option is given to the recipe and not to one of its stages
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("option-at-the-recipe")]
public abstract partial class OptionAtTheRecipe
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
  "option-at-the-recipe": {
    "LearningRate": 0.0001, //! KIMI7002
    "LongCot": { "Iterations": 100 }
  }
}

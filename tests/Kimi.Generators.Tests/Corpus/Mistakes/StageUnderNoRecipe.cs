// Stack: verl
// Kind: settings name a stage without its recipe around it
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("stage-under-no-recipe")]
public abstract partial class StageUnderNoRecipe
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
  // our cluster
  "LongCot": { //! KIMI7002
    "Iterations": 40,
    "MirrorDescent": { "Tau": 0.05 }
  }
}

// Stack: NeMo-RL
// Kind: a stage at the top of the file, under no recipe
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-stage-under-no-recipe")]
public abstract partial class JsonStageUnderNoRecipe
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
  "LongCot": { //! KIMI7002
    "Iterations": 20
  }
}

// Stack: torchtune
// Kind: a seed of one stage
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("json-seed-of-a-stage")]
public abstract partial class JsonSeedOfAStage
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
  "json-seed-of-a-stage": {
    "LongCot": {
      "Seed": 3 //! KIMI7002
    }
  }
}

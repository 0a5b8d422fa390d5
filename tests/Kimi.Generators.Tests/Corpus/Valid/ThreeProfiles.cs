// Form: a base file and two profiles, one of which makes everything small
using Kimi.Dsl;

namespace Acme;

[Recipe("three-profiles")]
public abstract partial class ThreeProfiles
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
  "three-profiles": {
    "LongCot": { "Iterations": 100, "MirrorDescent": { "Tau": 0.05 } }
  }
}
//// kimi.smoke.json
{
  "three-profiles": {
    "Problems": { "Count": 64 },
    "Sft:Steps": 60,
    "LongCot:Iterations": 4,
    "LongCot:PromptsPerIteration": 8
  }
}
//// kimi.long.json
{
  "three-profiles": {
    "LongCot": { "Iterations": 1000, "CheckpointEvery": 50 }
  }
}

// Form: profiles that shorten all that belongs together, with a comment and a comma at the end
using Kimi.Dsl;

namespace Acme;

[Recipe("profiles-that-fit-each-other")]
public abstract partial class ProfilesThatFitEachOther
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
    [CurriculumSampler(Width = 2)]
    [LengthPenalty(FromIteration = 40)]
    [ExactAnswerReward]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}
//// kimi.short.json
{
  // a tenth of everything
  "profiles-that-fit-each-other": {
    "Sft": { "Steps": 50, "WarmupSteps": 5, "CheckpointEvery": 25 },
    "LongCot": {
      "Iterations": 8,
      "WarmupIterations": 1,
      "CurriculumSampler": { "UntilIteration": 4 },
      "LengthPenalty": { "FromIteration": 6 },
    },
  },
}
//// kimi.slow.json
{
  "profiles-that-fit-each-other": { "LongCot": { "LearningRate": 0.0001 } }
}

// Form: a loaded policy, an adapter, two profiles, and a merge
using Kimi.Dsl;

namespace Acme;

[Recipe("grade-school", Seed = 7)]
[ProblemsFile(Layout = ProblemLayout.Gsm8k, MaxPromptCharacters = 1_500)]
[Sampling(MaxResponseTokens = 768)]
public abstract partial class AdapterOnGradeSchool
{
    [LoadPolicy("models/qwen2.5-1.5b-instruct")]
    public abstract Policy Base();

    [ProblemsFile(Path = "data/gsm8k-train.jsonl", Shuffle = true)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/gsm8k-test.jsonl")]
    public abstract PromptSet HeldOut();

    [Reinforce(
        Iterations = 160, LearningRate = 5e-5, WarmupIterations = 8, DecayFraction = 0.5,
        MicroBatchTokens = 16_384, CheckpointEvery = 10, KeepRolloutsEvery = 10)]
    [Grpo(Beta = 0.01)]
    [PrioritizedSampler(Smoothing = 8, Floor = 0.1)]
    [MathReward]
    [FormatReward(Pattern = @"####\s*-?[0-9][0-9,.]*\s*$", Weight = 0.1)]
    [Lora(Rank = 32, Alpha = 64)]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);

    [MergeAdapter]
    public abstract Policy Merged(Policy tuned);

    [Evaluate(SamplesPerPrompt = 4)]
    [MathReward]
    public abstract Evaluation Report([From(nameof(Base))] Policy start, Policy merged, PromptSet heldOut);
}
//// kimi.smoke.json
{
  "grade-school": {
    "Problems": { "Count": 64 },
    "HeldOut": { "Count": 16 },
    "Tuned": {
      "Iterations": 3,
      "PromptsPerIteration": 8,
      "SamplesPerPrompt": 4,
      "StepsPerIteration": 2,
      "WarmupIterations": 1,
      "CheckpointEvery": 1,
      "KeepRolloutsEvery": 1
    },
    "Report": { "SamplesPerPrompt": 2 }
  }
}
//// kimi.large.json
{
  "grade-school": {
    "Base": { "Folder": "models/qwen2.5-7b-instruct" },
    "Tuned": { "LearningRate": 3e-5, "RecomputeActivations": true, "Lora": { "Rank": 64, "Alpha": 128 } }
  }
}

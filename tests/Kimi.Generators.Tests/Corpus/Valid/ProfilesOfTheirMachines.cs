// Form: options of a laptop in code; kimi.json and two profiles override rates, lengths and budgets for other machines
using Kimi.Dsl;

namespace Acme.Profiles;

/// <summary>The team's daily run: the code has what fits on a workstation.</summary>
[Recipe("daily", Seed = 12)]
[Sampling(MaxResponseTokens = 768)]
public abstract partial class ProfilesOfTheirMachines
{
    [LoadPolicy("models/qwen2.5-0.5b-instruct")]
    public abstract Policy Instruct();

    [DemonstrationsFile(Path = "data/warm-up.jsonl", Layout = DemonstrationLayout.Messages)]
    public abstract Demonstrations WarmUp();

    [FineTune(Steps = 200, LearningRate = 2e-5, WarmupSteps = 10)]
    public abstract Policy Sft(Policy instruct, Demonstrations warmUp);

    [ProblemsFile(Path = "data/gsm8k.parquet", Layout = ProblemLayout.Verl, Split = Split.Train)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/gsm8k.parquet", Layout = ProblemLayout.Verl, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 60, PromptsPerIteration = 16, LearningRate = 2e-6, StepsPerIteration = 2)]
    [MirrorDescent]
    [PrioritizedSampler(Floor = 0.1)]
    [MathReward]
    [LengthPenalty(Weight = 0.1, FromIteration = 40)]
    public abstract Policy Tuned(Policy sft, PromptSet problems);

    [Evaluate]
    [MathReward]
    public abstract Evaluation Report(Policy instruct, Policy sft, Policy tuned, PromptSet heldOut);
}
//// kimi.json
{
  "Kimi": { "TensorBoard": false },
  "daily": {
    "Seed": 13,
    "Tuned": { "CheckpointEvery": 10, "MirrorDescent": { "Tau": 0.05 } }
  }
}
//// kimi.smoke.json
{
  "daily": {
    "WarmUp": { "Count": 64 },
    "Sft": { "Steps": 10, "WarmupSteps": 2, "BatchSize": 4 },
    "Problems": { "Count": 64 },
    "HeldOut": { "Count": 16 },
    "Tuned": {
      "Iterations": 3,
      "PromptsPerIteration": 4,
      "SamplesPerPrompt": 4,
      "WarmupIterations": 1,
      "MaxResponseTokens": 128,
      "CheckpointEvery": 1,
      "LengthPenalty": { "FromIteration": 1 }
    },
    "Report": { "MaxResponseTokens": 128 }
  }
}
//// kimi.h200.json
{
  "daily": {
    "Instruct": { "Folder": "/models/qwen2.5-7b-instruct" },
    "Sft": { "Steps": 600, "BatchSize": 64, "LearningRate": 1e-5, "WarmupSteps": 30, "MicroBatchTokens": 32768 },
    "Tuned": {
      "Iterations": 200,
      "MaxGeneratedTokens": 400000000,
      "PromptsPerIteration": 256,
      "SamplesPerPrompt": 16,
      "StepsPerIteration": 4,
      "LearningRate": 1e-6,
      "WarmupIterations": 10,
      "MaxResponseTokens": 4096,
      "MicroBatchTokens": 65536,
      "RecomputeActivations": true,
      "Parts": 8,
      "LengthPenalty": { "FromIteration": 150 }
    },
    "Report": { "MaxResponseTokens": 4096, "SamplesPerPrompt": 4 }
  }
}

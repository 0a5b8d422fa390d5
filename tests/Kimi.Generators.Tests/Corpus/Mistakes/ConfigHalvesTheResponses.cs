// Stack: verl
// Thread: hiyouga/EasyR1 40
// Kind: the configuration file that came with the example holds responses to half of what the recipe wants, so they grow shorter instead of longer
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("geometry")]
[Sampling(MaxResponseTokens = 2_048)]
public abstract partial class ConfigHalvesTheResponses
{
    [LoadPolicy("models/llava-interleave-7b")]
    public abstract Policy Base();

    [ProblemsFile(
        Path = "data/geometry3k-train.parquet", PromptField = "problem", AnswerField = "answer", ImageFields = ["images"])]
    public abstract PromptSet Problems();

    [ProblemsFile(
        Path = "data/geometry3k-test.parquet", PromptField = "problem", AnswerField = "answer", ImageFields = ["images"])]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 60, PromptsPerIteration = 128, SamplesPerPrompt = 5, LearningRate = 1e-6)]
    [Grpo(Beta = 0.01)]
    [MathReward]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate]
    [MathReward]
    public abstract Evaluation Report(Policy tuned, PromptSet heldOut);
}
//// kimi.json
{
  "geometry": {
    "Tuned": {
      "MaxResponseTokens": 1024, //! none yet
      "MicroBatchTokens": 16384,
      "CheckpointEvery": 5
    }
  }
}

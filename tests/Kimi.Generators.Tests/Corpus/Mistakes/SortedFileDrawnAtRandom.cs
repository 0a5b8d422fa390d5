// Stack: axolotl
// Thread: axolotl-ai-cloud/axolotl 2376
// Kind: problems are sorted by difficulty for a curriculum, but without a sampler they are drawn at random
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("sorted-file-drawn-at-random")]
[Sampling(MaxResponseTokens = 800)]
public abstract partial class SortedFileDrawnAtRandom
{
    [LoadPolicy("models/qwen2.5-7b-instruct")]
    public abstract Policy Base();

    // Sorted beforehand, the easy ones first: a curriculum.
    [ProblemsFile(Path = "data/hotpot-easy-to-hard.jsonl", LevelField = "difficulty", Shuffle = false)]
    public abstract PromptSet FromEasyToHard();

    [ProblemsFile(Path = "data/hotpot-dev.jsonl", LevelField = "difficulty")]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 250, PromptsPerIteration = 32, SamplesPerPrompt = 8, LearningRate = 1e-6)] //! none yet
    [Grpo(Beta = 0.01)]
    [ExactAnswerReward(Marker = "Answer: ")]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet fromEasyToHard);

    [Evaluate]
    [ExactAnswerReward(Marker = "Answer: ")]
    public abstract Evaluation Report(Policy tuned, PromptSet heldOut);
}

// Stack: TRL
// Kind: an adapter is trained at the rate of all weights of a large model, at which it hardly leaves its zeros
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("rate-of-all-weights-for-an-adapter")]
public abstract partial class RateOfAllWeightsForAnAdapter
{
    [LoadPolicy("models/qwen2.5-3b-instruct")]
    public abstract Policy Base();

    [ProblemsFile(Path = "gsm8k/train.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "gsm8k/test.jsonl", Layout = ProblemLayout.Gsm8k, Benchmark = Benchmark.Gsm8k)]
    public abstract PromptSet Test();

    [Reinforce(Iterations = 100, PromptsPerIteration = 32, StepsPerIteration = 1, MaxResponseTokens = 512, LearningRate = 5e-7)] //! KIMI5011
    [Grpo]
    [MathReward]
    [Lora(Rank = 8, Alpha = 16)]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);

    [MergeAdapter]
    public abstract Policy Merged(Policy tuned);

    [Evaluate(MaxResponseTokens = 512)]
    [MathReward]
    public abstract Evaluation Report(Policy merged, PromptSet test);
}

// Stack: verl
// Thread: BytedTsinghua-SIA/DAPO 22
// Kind: a small model is given a competition's problems, fails all of nearly every group, and ten refills do not fill an iteration
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("refills-of-problems-too-hard")]
[Sampling(MaxResponseTokens = 4_096)]
public abstract partial class RefillsOfProblemsTooHard
{
    [LoadPolicy("models/qwen2.5-0.5b")]
    public abstract Policy Base();

    [ProblemsFile(Path = "data/dapo-math-17k.parquet", Layout = ProblemLayout.Verl)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/aime-2024.parquet", Layout = ProblemLayout.Aime, Benchmark = Benchmark.Aime2024)]
    public abstract PromptSet Aime();

    [Reinforce(Iterations = 200, PromptsPerIteration = 512, SamplesPerPrompt = 16, StepsPerIteration = 16, LearningRate = 1e-6, MaxRefills = 10)] //! none yet
    [Dapo]
    [MathReward]
    public abstract Policy Zero([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 32)]
    [MathReward]
    public abstract Evaluation Report(Policy zero, PromptSet aime);
}

// Stack: verl
// Thread: BytedTsinghua-SIA/DAPO 11
// Kind: an iteration takes one step, at which every ratio is 1, so the higher clip does nothing
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("higher-clip-of-one-step")]
[Sampling(MaxResponseTokens = 16_384)]
public abstract partial class HigherClipOfOneStep
{
    [LoadPolicy("models/qwen2.5-32b")]
    public abstract Policy Base();

    [ProblemsFile(Path = "data/dapo-math-17k.parquet", Layout = ProblemLayout.Verl)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/aime-2024.parquet", Layout = ProblemLayout.Aime, Benchmark = Benchmark.Aime2024)]
    public abstract PromptSet Aime();

    [Reinforce(Iterations = 300, PromptsPerIteration = 256, SamplesPerPrompt = 16, StepsPerIteration = 1, LearningRate = 1e-6, MaxRefills = 4)]
    [Dapo(EpsilonLow = 0.2, EpsilonHigh = 0.28)] //! KIMI5006
    [MathReward]
    public abstract Policy Zero([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 32)]
    [MathReward]
    public abstract Evaluation Report(Policy zero, PromptSet aime);
}

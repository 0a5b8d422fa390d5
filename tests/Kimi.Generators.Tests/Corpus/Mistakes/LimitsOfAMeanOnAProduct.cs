// Stack: verl
// Kind: limits that suit the mean ratio of a token are put on the ratio of whole responses, so nearly all of them are left out
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("limits-of-a-mean-on-a-product")]
public abstract partial class LimitsOfAMeanOnAProduct
{
    [LoadPolicy("models/qwen2.5-7b")]
    public abstract Policy Base();

    [ProblemsFile(Path = "dapo-math-17k.parquet", Layout = ProblemLayout.Verl)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "aime-2024.jsonl", Layout = ProblemLayout.Aime, Benchmark = Benchmark.Aime2024)]
    public abstract PromptSet Aime();

    [Reinforce(Iterations = 300, PromptsPerIteration = 128, SamplesPerPrompt = 16, MaxResponseTokens = 8_192, LearningRate = 1e-6)]
    [Dapo]
    [MaskedImportance(Level = ImportanceLevel.Sequence, Floor = 0.999, Cap = 1.001)] //! KIMI5011
    [MathReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 32, MaxResponseTokens = 8_192)]
    [MathReward]
    public abstract Evaluation Report(Policy longCot, PromptSet aime);
}

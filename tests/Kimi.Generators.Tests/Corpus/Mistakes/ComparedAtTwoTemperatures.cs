// Stack: verl
// Thread: THU-KEG/AdaptThink 8
// Kind: the report before and the report after training sample at different temperatures and are compared
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("compared-at-two-temperatures")]
[Sampling(MaxResponseTokens = 8_192)]
public abstract partial class ComparedAtTwoTemperatures
{
    [LoadPolicy("models/deepseek-r1-distill-qwen-1.5b")]
    public abstract Policy Base();

    [ProblemsFile(Path = "data/deepscaler.parquet", Layout = ProblemLayout.Verl)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/math500.jsonl", Layout = ProblemLayout.Math, Benchmark = Benchmark.Math500)]
    public abstract PromptSet Math500();

    [Evaluate(SamplesPerPrompt = 4, Temperature = 0.6, TopP = 0.95)]
    [MathReward]
    public abstract Evaluation Before([From(nameof(Base))] Policy start, PromptSet math500);

    [Reinforce(Iterations = 300, PromptsPerIteration = 128, SamplesPerPrompt = 16, LearningRate = 2e-6)]
    [Grpo(Beta = 0)]
    [MathReward]
    [LengthPenalty(Weight = 0.1, FromIteration = 50)]
    public abstract Policy Adaptive([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 4, Temperature = 1)] //! KIMI6011
    [MathReward]
    public abstract Evaluation After(Policy adaptive, PromptSet math500);
}

// Stack: verl
// Kind: the phase of long responses begins with the base, not with what the phase of short ones made of it
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("phase-two-from-the-start")]
public abstract partial class PhaseTwoFromTheStart
{
    [LoadPolicy("models/deepseek-distill-1.5b")]
    public abstract Policy Base();

    [ProblemsFile(Path = "deepscaler.jsonl", PromptField = "problem")]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "aime-2024.jsonl", Layout = ProblemLayout.Aime, Benchmark = Benchmark.Aime2024)]
    public abstract PromptSet Aime();

    [Reinforce(Iterations = 1_000, PromptsPerIteration = 128, MaxResponseTokens = 8_192, LearningRate = 1e-6)]
    [Grpo]
    [MathReward]
    public abstract Policy ShortPhase([From(nameof(Base))] Policy start, PromptSet problems); //! KIMI2005

    [Reinforce(Iterations = 500, PromptsPerIteration = 128, SamplesPerPrompt = 16, MaxResponseTokens = 16_384, LearningRate = 1e-6)]
    [Grpo]
    [MathReward]
    public abstract Policy LongPhase([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 16, MaxResponseTokens = 16_384)]
    [MathReward]
    public abstract Evaluation Report(Policy longPhase, PromptSet aime);
}

// Stack: open-instruct
// Kind: a single word in common with a test problem counts as contamination, so hardly any problem is left
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("one-word-is-contamination")]
public abstract partial class OneWordIsContamination
{
    [LoadPolicy("models/tulu-8b")]
    public abstract Policy Base();

    [ProblemsFile(Path = "rlvr-math.jsonl", Layout = ProblemLayout.Math)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "math500.jsonl", Layout = ProblemLayout.Math, Benchmark = Benchmark.Math500)]
    public abstract PromptSet Test();

    [CuratePrompts(ContaminationWords = 1, SamplesPerPrompt = 8, MaxResponseTokens = 1_024)] //! KIMI5011
    [MathReward]
    public abstract PromptSet Curated([From(nameof(Base))] Policy start, PromptSet problems, PromptSet test);

    [Reinforce(Iterations = 100, MaxResponseTokens = 1_024, LearningRate = 1e-6)]
    [Grpo]
    [MathReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet curated);

    [Evaluate(MaxResponseTokens = 1_024)]
    [MathReward]
    public abstract Evaluation Report(Policy longCot, PromptSet test);
}

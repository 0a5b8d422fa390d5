// Stack: open-instruct
// Kind: the stage of a second set was copied from the first with its path, so that the mixture is one set twice
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("second-set-reads-the-first-file", Seed = 1)]
public abstract partial class SecondSetReadsTheFirstFile
{
    [LoadPolicy("models/olmo-2-1b-dpo")]
    public abstract Policy Dpo();

    [ProblemsFile(Path = "rlvr/gsm8k.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet Gsm8k();

    [ProblemsFile(Path = "rlvr/gsm8k.jsonl", Layout = ProblemLayout.Gsm8k, Count = 20_000)] //! KIMI6013
    public abstract PromptSet OpenReasoner();

    [ProblemsFile(Path = "rlvr/math-500.jsonl", Layout = ProblemLayout.Math, Benchmark = Benchmark.Math500)]
    public abstract PromptSet Math500();

    [Transform]
    public static PromptSet Mixed(PromptSet gsm8k, PromptSet openReasoner) => new([.. gsm8k, .. openReasoner]);

    [Reinforce(Iterations = 200, PromptsPerIteration = 48, SamplesPerPrompt = 16, MaxResponseTokens = 2_048, LearningRate = 5e-7)]
    [Grpo(Beta = 0.01)]
    [MathReward]
    public abstract Policy Tuned([From(nameof(Dpo))] Policy start, [From(nameof(Mixed))] PromptSet problems);

    [Evaluate(MaxResponseTokens = 2_048)]
    [MathReward]
    public abstract Evaluation Report(Policy dpo, Policy tuned, PromptSet math500);
}

// Form: two rounds of sampling, verifying and fine-tuning, with a transform that joins what was kept and never the same text twice
using Kimi.Dsl;

namespace Acme;

[Recipe("two-rounds", Seed = 5)]
[SampleLongCot(Templates = [Asked], PerProblem = 2, Keep = Selection.Random, MaxResponseTokens = 256)]
[FineTune(Steps = 400, LearningRate = 1e-5, BatchSize = 32)]
public abstract partial class TwoRoundsOfSelfImprovement
{
    private const string Asked = "{prompt}\n\nThink aloud. State the result after ####.\n";

    [LoadPolicy("models/base-3b")]
    public abstract Policy Base();

    [ProblemsFile(Path = "data/train.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/test.jsonl", Layout = ProblemLayout.Gsm8k)]
    public abstract PromptSet Test();

    [SampleLongCot]
    [MathReward(Boxed = false, Stated = false, LastLine = false)]
    public abstract Demonstrations First(Policy @base, PromptSet problems);

    [FineTune]
    public abstract Policy Once(Policy @base, Demonstrations first);

    [Transform]
    public static PromptSet Unsolved(PromptSet problems, Demonstrations first)
    {
        var solved = first.Select(one => one.Prompt.Text).ToHashSet(StringComparer.Ordinal);
        return problems.Where(problem => !solved.Contains(problem.Prompt.Text));
    }

    [SampleLongCot(SamplesPerPrompt = 32)]
    [MathReward(Boxed = false, Stated = false, LastLine = false)]
    public abstract Demonstrations Rest(Policy once, [From(nameof(Unsolved))] PromptSet problems);

    [Transform]
    public static Demonstrations Joined(Demonstrations first, Demonstrations rest) =>
        new([.. first.Concat(rest).DistinctBy(one => (one.Prompt.Text, one.Response))]);

    [FineTune(Steps = 800)]
    public abstract Policy Twice(Policy @base, Demonstrations joined);

    [Evaluate(MaxResponseTokens = 256)]
    [MathReward]
    public abstract Evaluation Report(Policy @base, Policy once, Policy twice, PromptSet test);
}

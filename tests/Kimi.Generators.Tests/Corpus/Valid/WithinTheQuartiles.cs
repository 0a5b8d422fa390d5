// Form: transforms with statistics: quantiles of lengths by tag, a report beside the output, and a budget for each tag
using System.Globalization;
using System.Text.Json;
using Kimi.Dsl;

namespace Acme.Quartiles;

[Recipe("within-the-quartiles")]
[Sampling(MaxResponseTokens = 768)]
public abstract partial class WithinTheQuartiles
{
    [ProblemsFile(Path = "math/train.jsonl", Layout = ProblemLayout.Math, Shuffle = true)]
    public abstract PromptSet Raw();

    [ProblemsFile(Path = "math/test.jsonl", Layout = ProblemLayout.Math, Benchmark = Benchmark.Math500)]
    public abstract PromptSet Math500();

    [LoadPolicy("models/math-1.5b")]
    public abstract Policy Base();

    [Transform]
    public static PromptSet Middle(PromptSet raw, StageContext context)
    {
        var bounds = raw
            .GroupBy(Subject)
            .ToDictionary(group => group.Key, group => Lengths.Of(group.Select(problem => problem.Prompt.Text.Length)));
        var kept = raw.Where(problem => bounds[Subject(problem)].Holds(problem.Prompt.Text.Length));
        context.Summarize("kept", kept.Count);
        context.Summarize("share", raw.Count == 0 ? 0 : (double)kept.Count / raw.Count);
        var json = JsonSerializer.Serialize(
            bounds.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new { pair.Key, pair.Value.Low, pair.Value.High }));
        File.WriteAllText(Path.Combine(context.LogFolder, "bounds.json"), json);
        return kept;
    }

    [Transform]
    public static PromptSet Balanced(PromptSet middle)
    {
        const int Most = 700;
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        var kept = new List<Problem>(middle.Count);
        foreach (var problem in middle)
        {
            ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(taken, Subject(problem), out _);
            if (count++ < Most)
                kept.Add(problem);
        }

        return new PromptSet(kept);
    }

    [Reinforce(Iterations = 150, LearningRate = 1e-6)]
    [DrGrpo, CurriculumSampler, MathReward]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, [From(nameof(Balanced))] PromptSet problems);

    [Evaluate(SamplesPerPrompt = 4)]
    [MathReward]
    public abstract Evaluation Report(Policy @base, Policy tuned, [From(nameof(Math500))] PromptSet problems);

    private static string Subject(Problem problem) => problem.Tags is [var first, ..] ? first : "other";

    private readonly record struct Lengths(int Low, int High)
    {
        public static Lengths Of(IEnumerable<int> lengths)
        {
            var sorted = lengths.Order().ToArray();
            return new(sorted[sorted.Length / 10], sorted[sorted.Length * 9 / 10]);
        }

        public bool Holds(int length) => length >= Low && length <= High;
    }
}

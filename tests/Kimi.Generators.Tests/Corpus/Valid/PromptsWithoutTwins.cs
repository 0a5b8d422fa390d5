// Form: a stage of the team's own with options drops prompts that share too many word pairs with one before
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Kimi.Dsl;

namespace Acme.Curation;

[Recipe("prompts-without-twins")]
public abstract partial class PromptsWithoutTwins
{
    [ProblemsFile(Path = "mixed.jsonl", TagFields = ["source"], Split = Split.Train)]
    public abstract PromptSet Mixed();

    [ProblemsFile(Path = "mixed.jsonl", TagFields = ["source"], Split = Split.HeldOut)]
    public abstract PromptSet Reserved();

    [WithoutTwins(Overlap = 0.7, Words = 3)]
    public abstract PromptSet Distinct([From(nameof(Mixed))] PromptSet problems);

    [LoadPolicy("models/base-1b")]
    public abstract Policy Base();

    [Reinforce(Iterations = 70, LearningRate = 2e-6, MaxResponseTokens = 512), Cispo, MathReward]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, [From(nameof(Distinct))] PromptSet problems);

    [Evaluate(MaxResponseTokens = 512), MathReward]
    public abstract Evaluation Report([From(nameof(Base))] Policy before, Policy tuned, [From(nameof(Reserved))] PromptSet problems);
}

/// <summary>Drops near twins.</summary>
[PartOf(0)]
public sealed class WithoutTwinsAttribute : StageAttribute<PromptSet, PromptSet>
{
    /// <summary>The share of stretches that twins have in common.</summary>
    [Range(0.05, 1.0)]
    [DefaultValue(0.8)]
    public double Overlap { get; set; } = 0.8;

    /// <summary>Words of a stretch.</summary>
    [Range(1, 50)]
    [DefaultValue(2)]
    public int Words { get; set; } = 2;
}

/// <summary>Does it, and says how many were dropped.</summary>
[ImplementationVersion(3)]
public sealed class WithoutTwins : IStage<WithoutTwinsAttribute, PromptSet, PromptSet>
{
    /// <inheritdoc/>
    public Task<PromptSet> RunAsync(WithoutTwinsAttribute options, PromptSet input, StageContext context, CancellationToken cancellationToken)
    {
        var places = new Dictionary<string, List<int>>(StringComparer.OrdinalIgnoreCase);
        var kept = new List<Problem>();
        foreach (var problem in input)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var stretches = Stretches(problem.Prompt.Text, options.Words);
            var shared = stretches
                .SelectMany(stretch => places.GetValueOrDefault(stretch, []))
                .GroupBy(place => place)
                .Select(group => group.Count())
                .DefaultIfEmpty(0)
                .Max();
            if (stretches.Count > 0 && shared >= options.Overlap * stretches.Count)
                continue;
            foreach (var stretch in stretches)
            {
                if (!places.TryGetValue(stretch, out var list))
                    places[stretch] = list = [];
                list.Add(kept.Count);
            }

            kept.Add(problem);
        }

        context.Summarize("dropped", input.Count - kept.Count);
        return Task.FromResult(new PromptSet(kept));
    }

    private static HashSet<string> Stretches(string text, int length)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(0, Math.Max(0, words.Length - length + 1))
            .Select(start => string.Join(' ', words, start, length))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}

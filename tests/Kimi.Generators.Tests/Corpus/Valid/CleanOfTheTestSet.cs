// Form: demonstrations are cleared of what the test set asks, by a helper with extension members, asynchronously with a log
using System.Globalization;
using System.Text;
using Kimi.Dsl;

namespace Acme.Clearing;

[Recipe("clean-of-the-test-set")]
public abstract partial class CleanOfTheTestSet
{
    [DemonstrationsFile(Path = "openthoughts.parquet", Layout = DemonstrationLayout.ShareGpt, MaxCharacters = 60_000, Shuffle = true)]
    public abstract Demonstrations Raw();

    [ProblemsFile(Path = "math500.jsonl", Layout = ProblemLayout.Math, Benchmark = Benchmark.Math500)]
    public abstract PromptSet Math500();

    [LoadPolicy("models/base-1.5b")]
    public abstract Policy Base();

    [Transform]
    public static async Task<Demonstrations> Clean(Demonstrations raw, PromptSet math500, StageContext context, CancellationToken cancellationToken)
    {
        var asked = math500.Select(problem => problem.Prompt.Text.Plain()).ToHashSet(StringComparer.Ordinal);
        var (kept, dropped) = (new List<Demonstration>(raw.Count), new List<string>());
        foreach (var one in raw)
        {
            var plain = one.Prompt.Text.Plain();
            if (asked.Contains(plain))
                dropped.Add(plain);
            else
                kept.Add(one);
        }

        await File.WriteAllLinesAsync(Path.Combine(context.LogFolder, "dropped.txt"), dropped, cancellationToken);
        context.Summarize("dropped", dropped.Count);
        return new(kept);
    }

    [FineTune(Steps = 3_000, PackedTokens = 16_384, LearningRate = 1e-5, MicroBatchTokens = 16_384, RecomputeActivations = true)]
    public abstract Policy Reasoner([From(nameof(Base))] Policy start, [From(nameof(Clean))] Demonstrations examples);

    [Evaluate(MaxResponseTokens = 8_192, Temperature = 0.6, SamplesPerPrompt = 4)]
    [MathReward]
    public abstract Evaluation Report(Policy @base, Policy reasoner, [From(nameof(Math500))] PromptSet problems);
}

/// <summary>Texts for comparison.</summary>
public static class Texts
{
    /// <summary>Letters and digits alone, without accents and in small letters.</summary>
    public static string Plain(this string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && Rune.IsLetterOrDigit(letter))
                plain.Append(Rune.ToLowerInvariant(letter).ToString());
        }

        return plain.ToString();
    }
}

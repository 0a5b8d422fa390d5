// Form: translations scored by the overlap of letter sequences, counted in dictionaries, against several references
using System.Runtime.InteropServices;
using Kimi.Dsl;

namespace Acme.Translation;

[Recipe("translates-by-letters")]
[Sampling(MaxResponseTokens = 200, StopTexts = ["\n"])]
public abstract partial class TranslatesByLetters
{
    [TranslationRows(File = "de-en.tsv", Count = 8_000)] public abstract PromptSet Train();

    [TranslationRows(File = "de-en.tsv", Count = 400, Split = Split.HeldOut)] public abstract PromptSet Test();

    [LoadPolicy("models/base-1b")] public abstract Policy Base();

    [Demonstrations<FirstReference>] public abstract Demonstrations References(PromptSet train);

    [FineTune(Steps = 800, LearningRate = 1e-5, BatchSize = 32)]
    public abstract Policy Taught(Policy @base, [From(nameof(References))] Demonstrations examples);

    [Reinforce(Iterations = 60, LearningRate = 1e-6)]
    [MirrorDescent(LengthNormalized = true)]
    [Reward<LetterOverlap>]
    public abstract Policy Tuned(Policy taught, PromptSet train);

    [Evaluate]
    [Reward<LetterOverlap>]
    public abstract Evaluation Report(Policy taught, Policy tuned, PromptSet test);
}

/// <summary>A sentence and its translations.</summary>
[ProblemType("sentence")]
public sealed record Sentence : Problem
{
    /// <summary>The translations; at least one.</summary>
    public required ValueList<string> References { get; init; }
}

/// <summary>Rows with tabs between sentence and translations.</summary>
public sealed class TranslationRowsAttribute : ProblemsAttribute<TranslationRows>
{
    /// <summary>The file.</summary>
    [NotContaining("://", Because = "only files of this machine are read")]
    public string File { get; set; } = "";

    /// <inheritdoc/>
    public override IEnumerable<string> ExternalFiles => [File];
}

/// <summary>Reads rows.</summary>
/// <param name="options">The file.</param>
public sealed class TranslationRows(TranslationRowsAttribute options) : IProblemSource<Sentence>
{
    /// <inheritdoc/>
    public IEnumerable<Sentence> Problems(Random random)
    {
        using var reader = new StreamReader(options.File);
        for (var row = 1; reader.ReadLine() is { } line; row++)
        {
            if (line.Split('\t') is [var sentence, .. { Length: > 0 } references] && references.All(one => one.Length > 0))
                yield return new() { Id = $"row-{row}", Prompt = $"{sentence}\n", References = [.. references] };
        }
    }
}

/// <summary>The first translation.</summary>
public sealed class FirstReference : IDemonstrationSource<Sentence>
{
    /// <inheritdoc/>
    public string Respond(Sentence problem, Random random) => problem.References[0];
}

/// <summary>The best F-score over the references, as chrF has it, with recall counting more.</summary>
public sealed class LetterOverlap : IReward<Sentence>
{
    private const int Longest = 4;
    private const double Beta = 2;

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Sentence problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(new Verdict.Scored(problem.References.Select(reference => Score(rollout.Text.Trim(), reference)).DefaultIfEmpty().Max()));

    private static double Score(string given, string expected)
    {
        var (precision, recall, lengths) = (0.0, 0.0, 0);
        for (var length = 1; length <= Longest; length++)
        {
            var (ours, theirs) = (Grams(given, length), Grams(expected, length));
            var (all, needed) = (ours.Values.Sum(), theirs.Values.Sum());
            if (all == 0 || needed == 0)
                continue;
            var shared = ours.Sum(gram => Math.Min(gram.Value, theirs.GetValueOrDefault(gram.Key)));
            precision += (double)shared / all;
            recall += (double)shared / needed;
            lengths++;
        }

        if (lengths == 0)
            return 0;
        (precision, recall) = (precision / lengths, recall / lengths);
        var below = (Beta * Beta * precision) + recall;
        return below == 0 ? 0 : (1 + (Beta * Beta)) * precision * recall / below;
    }

    private static Dictionary<string, int> Grams(string text, int length)
    {
        var grams = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var start = 0; start + length <= text.Length; start++)
            CollectionsMarshal.GetValueRefOrAddDefault(grams, text.Substring(start, length), out _)++;
        return grams;
    }
}

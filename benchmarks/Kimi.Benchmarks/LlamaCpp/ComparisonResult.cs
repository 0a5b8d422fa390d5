namespace Kimi.Benchmarks.LlamaCpp;

/// <summary>One row of the results. Rates are medians of the rounds, in tokens a second.</summary>
internal sealed record ComparisonResult
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The type of matrices.</summary>
    public required string Precision { get; init; }

    /// <summary>How many sequences were decoded at a time.</summary>
    public required int Batch { get; init; }

    /// <summary>How fast prompts were read, by processor time.</summary>
    public required Rates Prompt { get; init; }

    /// <summary>How fast tokens were decoded, by processor time.</summary>
    public required Rates Decoding { get; init; }

    /// <summary>How fast tokens were decoded, by time that passed.</summary>
    public required Rates DecodingByWall { get; init; }

    /// <summary>The ratio that is needed.</summary>
    public required double Needed { get; init; }

    /// <summary>
    /// The ratio that counts: of one thread by processor time, since other work on the machine changes it less; of more, which wait for each other, by time
    /// that passed.
    /// </summary>
    public required double Ratio { get; init; }

    /// <summary>How far the logits differ: root mean square over root mean square.</summary>
    public required double Difference { get; init; }

    /// <summary>The share of generated tokens that are the same.</summary>
    public required double SameTokens { get; init; }

    /// <summary>Whether we are as fast as needed and compute the same.</summary>
    public required bool IsGood { get; init; }

    internal static ComparisonResult Of(
        string model, Comparison comparison, double difference, IReadOnlyList<(Generation Ours, Generation Theirs)> rounds, LlamaOptions options)
    {
        var decoding = Rates.Of(comparison.Batch * options.Steps, rounds, generation => generation.Steps.Processor);
        var byWall = Rates.Of(comparison.Batch * options.Steps, rounds, generation => generation.Steps.Wall);
        var ratio = (options.Threads == 1 ? decoding : byWall).Ratio;
        return new()
        {
            Model = model,
            Precision = $"{comparison.Precision}",
            Batch = comparison.Batch,
            Prompt = Rates.Of(comparison.Batch * Comparison.PromptTokens, rounds, generation => generation.Prompt.Processor),
            Decoding = decoding,
            DecodingByWall = byWall,
            Needed = comparison.Needed,
            Ratio = ratio,
            Difference = difference,
            SameTokens = rounds[0].Ours.Tokens.Zip(rounds[0].Theirs.Tokens, (our, their) => our == their ? 1.0 : 0).Average(),
            IsGood = ratio >= comparison.Needed && difference <= comparison.AllowedDifference,
        };
    }
}

/// <summary>How fast both are.</summary>
/// <param name="Ours">Our tokens a second.</param>
/// <param name="Theirs">llama.cpp's.</param>
/// <param name="Ratio">The median of the rounds' ratios: both sides of a round ran at about the same time.</param>
internal sealed record Rates(double Ours, double Theirs, double Ratio)
{
    internal static Rates Of(int tokens, IReadOnlyList<(Generation Ours, Generation Theirs)> rounds, Func<Generation, double> seconds) => new(
        Median(rounds.Select(round => tokens / seconds(round.Ours))),
        Median(rounds.Select(round => tokens / seconds(round.Theirs))),
        Median(rounds.Select(round => seconds(round.Theirs) / seconds(round.Ours))));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}

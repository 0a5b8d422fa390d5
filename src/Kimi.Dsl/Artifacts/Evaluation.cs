namespace Kimi.Dsl;

/// <summary>A share of successes among independent trials.</summary>
/// <param name="Successes">How many trials succeeded.</param>
/// <param name="Trials">How many there were.</param>
public sealed record Proportion(int Successes, int Trials)
{
    /// <summary>Successes by trials; NaN when there was no trial.</summary>
    public double Value => Trials == 0 ? double.NaN : (double)Successes / Trials;

    /// <summary>The 95% interval by Wilson's score, which stays within 0 and 1.</summary>
    public (double Low, double High) Interval
    {
        get
        {
            const double Z = 1.959964;
            var scale = 1 + Z * Z / Trials;
            var centre = (Value + Z * Z / (2 * Trials)) / scale;
            var half = Z / scale * Math.Sqrt(Value * (1 - Value) / Trials + Z * Z / (4.0 * Trials * Trials));
            return (Math.Max(0, centre - half), Math.Min(1, centre + half));
        }
    }
}

/// <summary>
/// A mean over problems, with its 95% interval by the percentile bootstrap: problems are drawn with replacement, as a benchmark's are a sample of those that
/// might have been asked. Of a handful of problems the interval says little.
/// </summary>
/// <param name="Value">The mean.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">Its upper end.</param>
public sealed record Estimate(double Value, double Low, double High);

/// <summary>How a policy's sampled responses did on a set of problems, n to each.</summary>
public record SampledEvaluation
{
    /// <summary>Accuracy of all responses: avg@n, the mean of pass@1 over n samples. Its interval takes responses as independent.</summary>
    public required Proportion Sampled { get; init; }

    /// <summary>Mean length of the responses, in tokens, the end of text included.</summary>
    public required double MeanTokens { get; init; }

    /// <summary>How many problems there are.</summary>
    public required int Problems { get; init; }

    /// <summary>
    /// By k, the chance that at least one of k responses is correct: 1 − C(n − c, k) / C(n, k) for a problem with c correct ones of n, which is unbiased
    /// (Chen et al. 2021, arXiv 2107.03374, equation 1). For k = 1, 2, 4, … and n.
    /// </summary>
    public IReadOnlyDictionary<int, Estimate> PassAt { get; init; } = new Dictionary<int, Estimate>();

    /// <summary>
    /// maj@n, how often the answer that most of a problem's responses give is correct (Wang et al. 2022, arXiv 2203.11171); of answers given equally often,
    /// each counts in part, and responses without an answer do not vote. Null if no reward tells answers (<see cref="Verdict.Scored.Answer"/>).
    /// </summary>
    public Estimate? Majority { get; init; }

    /// <summary><see cref="MeanTokens"/> with its interval; null in evaluations that have none.</summary>
    public Estimate? Tokens { get; init; }
}

/// <summary>How one policy did on a set of problems.</summary>
public sealed record PolicyEvaluation : SampledEvaluation
{
    /// <summary>The stage that made the policy.</summary>
    public required string Policy { get; init; }

    /// <summary>Accuracy of the greedy responses, one per problem.</summary>
    public required Proportion Greedy { get; init; }

    /// <summary>
    /// In how many pairs of problems that ask the same (<see cref="Problem.SameAs"/>) the greedy responses give one answer; where no reward tells answers, in
    /// how many both are right. Null without such pairs.
    /// </summary>
    public Proportion? Agreement { get; init; }

    /// <summary>How sampled responses did, by the level of the problem.</summary>
    public required IReadOnlyDictionary<int, SampledEvaluation> ByLevel { get; init; }

    /// <summary>How sampled responses did, by the problem's tags; a problem with several counts for each.</summary>
    public IReadOnlyDictionary<string, SampledEvaluation> ByTag { get; init; } = new Dictionary<string, SampledEvaluation>();
}

/// <summary>How one or more policies did on the same problems.</summary>
/// <param name="Policies">One entry per policy, in the order of the stage's parameters.</param>
public sealed record Evaluation(IReadOnlyList<PolicyEvaluation> Policies) : Artifact;

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

/// <summary>How one policy did on a set of problems.</summary>
public sealed record PolicyEvaluation
{
    /// <summary>The stage that made the policy.</summary>
    public required string Policy { get; init; }

    /// <summary>Accuracy of responses sampled at the stage's temperature.</summary>
    public required Proportion Sampled { get; init; }

    /// <summary>Accuracy of the greedy responses, one per problem.</summary>
    public required Proportion Greedy { get; init; }

    /// <summary>Mean length of the sampled responses, in tokens, the end of text included.</summary>
    public required double MeanTokens { get; init; }

    /// <summary>How many problems it was given.</summary>
    public required int Problems { get; init; }

    /// <summary>How sampled responses did, by the level of the problem.</summary>
    public required IReadOnlyDictionary<int, LevelEvaluation> ByLevel { get; init; }
}

/// <summary>How one policy did on the problems of one level.</summary>
/// <param name="Sampled">Accuracy of sampled responses.</param>
/// <param name="MeanTokens">Their mean length, in tokens, the end of text included.</param>
public sealed record LevelEvaluation(Proportion Sampled, double MeanTokens);

/// <summary>How one or more policies did on the same problems.</summary>
/// <param name="Policies">One entry per policy, in the order of the stage's parameters.</param>
public sealed record Evaluation(IReadOnlyList<PolicyEvaluation> Policies) : Artifact;

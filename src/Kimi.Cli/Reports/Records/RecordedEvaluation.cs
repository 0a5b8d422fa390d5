using Kimi.Cli.Metrics;
using Kimi.Dsl;

namespace Kimi.Cli.Reports.Records;

/// <summary>How policies did on the same problems under the same options, over seeds.</summary>
/// <param name="Policies">The policies, in the order they were evaluated.</param>
internal sealed record RecordedEvaluation(IReadOnlyList<EvaluatedPolicy> Policies)
{
    /// <summary>The stages that evaluated.</summary>
    public string Name => string.Join(", ", Policies.Select(policy => policy.Stage).Distinct());
}

/// <summary>How a policy did on a set of problems, over seeds.</summary>
/// <param name="Name">The stage that made it.</param>
/// <param name="Stage">The stage that evaluated it.</param>
/// <param name="Seeds">How it did, one entry per seed.</param>
internal sealed record EvaluatedPolicy(string Name, string Stage, IReadOnlyList<PolicyEvaluation> Seeds)
{
    /// <summary>Accuracy of sampled responses.</summary>
    public Spread Accuracy => Of(seed => seed.Sampled.Value);

    /// <summary>Accuracy of greedy responses.</summary>
    public Spread Greedy => Of(seed => seed.Greedy.Value);

    /// <summary>Mean tokens of sampled responses.</summary>
    public Spread Tokens => Of(seed => seed.MeanTokens);

    /// <summary>The levels of the problems, in order.</summary>
    public IReadOnlyList<int> Levels => [.. Seeds.SelectMany(seed => seed.ByLevel.Keys).Distinct().Order()];

    /// <summary>Accuracy on the problems of a level.</summary>
    /// <param name="level">The level.</param>
    public Spread? AccuracyOf(int level) => OfLevel(level, responses => responses.Sampled.Value);

    /// <summary>Mean tokens on the problems of a level.</summary>
    /// <param name="level">The level.</param>
    public Spread? TokensOf(int level) => OfLevel(level, responses => responses.MeanTokens);

    /// <summary>The values of something over seeds.</summary>
    /// <param name="value">What to take from each.</param>
    public Spread Of(Func<PolicyEvaluation, double> value) => Spread.Of([.. Seeds.Select(value)]);

    private Spread? OfLevel(int level, Func<LevelEvaluation, double> value) =>
        Seeds.Where(seed => seed.ByLevel.ContainsKey(level)).Select(seed => value(seed.ByLevel[level])).ToList() is { Count: > 0 } values ? Spread.Of(values)
            : null;
}

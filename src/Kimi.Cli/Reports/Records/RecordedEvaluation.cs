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
    public Spread? AccuracyOf(int level) => Of(seed => seed.ByLevel.GetValueOrDefault(level), responses => responses.Sampled.Value);

    /// <summary>Mean tokens on the problems of a level.</summary>
    /// <param name="level">The level.</param>
    public Spread? TokensOf(int level) => Of(seed => seed.ByLevel.GetValueOrDefault(level), responses => responses.MeanTokens);

    /// <summary>The tags of the problems, in order.</summary>
    public IReadOnlyList<string> Tags => [.. Seeds.SelectMany(seed => seed.ByTag.Keys).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Responses to each problem, where an evaluation says so; else 1.</summary>
    public int Samples => Seeds.SelectMany(seed => seed.PassAt.Keys).Append(1).Max();

    /// <summary>The k of pass@k, above 1, in order.</summary>
    public IReadOnlyList<int> Ks => [.. Seeds.SelectMany(seed => seed.PassAt.Keys).Where(k => k > 1).Distinct().Order()];

    /// <summary>How often at least one of k responses is correct.</summary>
    /// <param name="k">How many responses.</param>
    public Spread? PassAt(int k) => Where(seed => seed.PassAt.GetValueOrDefault(k)?.Value);

    /// <summary>How often the answer of most responses is correct; null where no reward told answers.</summary>
    public Spread? Majority => Where(seed => seed.Majority?.Value);

    /// <summary>In how many pairs of problems that ask the same the greedy answers agree; null without such pairs.</summary>
    public Spread? Agreement => Where(seed => seed.Agreement?.Value);

    /// <summary>Something of a part of the problems.</summary>
    /// <param name="part">The part, such as those of a level; null where there is none.</param>
    /// <param name="value">What to take from it.</param>
    public Spread? Of(Func<PolicyEvaluation, SampledEvaluation?> part, Func<SampledEvaluation, double> value) =>
        Where(seed => part(seed) is { } found ? value(found) : null);

    /// <summary>The values of something over seeds.</summary>
    /// <param name="value">What to take from each.</param>
    public Spread Of(Func<PolicyEvaluation, double> value) => Spread.Of([.. Seeds.Select(value)]);

    // Over the seeds that have it.
    private Spread? Where(Func<PolicyEvaluation, double?> value) =>
        Seeds.Select(value).OfType<double>().ToList() is { Count: > 0 } values ? Spread.Of(values) : null;
}

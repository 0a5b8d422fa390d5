using Kimi.Dsl;
using Kimi.Runtime.Hosting;

namespace Kimi.Runtime.Reports;

/// <summary>An evaluation, over seeds.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Policies">The policies, in the order of its parameters.</param>
internal sealed record RecordedEvaluation(string Stage, IReadOnlyList<EvaluatedPolicy> Policies)
{
    /// <summary>Puts seeds together.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="seeds">What it made, one a seed.</param>
    public static RecordedEvaluation Of(string stage, IEnumerable<Evaluation> seeds) =>
        new(stage, [.. seeds.SelectMany(seed => seed.Policies).GroupBy(policy => policy.Policy).Select(policy => new EvaluatedPolicy(policy.Key, [.. policy]))]);
}

/// <summary>How a policy did on a set of problems, over seeds.</summary>
/// <param name="Name">The stage that made it.</param>
/// <param name="Seeds">How it did, one a seed.</param>
internal sealed record EvaluatedPolicy(string Name, IReadOnlyList<PolicyEvaluation> Seeds)
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

    /// <summary>What something comes to over seeds.</summary>
    /// <param name="value">What to take of each.</param>
    public Spread Of(Func<PolicyEvaluation, double> value) => Spread.Of([.. Seeds.Select(value)]);

    private Spread? OfLevel(int level, Func<LevelEvaluation, double> value) =>
        Seeds.Where(seed => seed.ByLevel.ContainsKey(level)).Select(seed => value(seed.ByLevel[level])).ToList() is { Count: > 0 } values ? Spread.Of(values) : null;
}

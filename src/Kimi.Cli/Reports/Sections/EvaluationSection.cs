using System.Globalization;
using Kimi.Cli.Metrics;
using Kimi.Cli.Reports.Markup;
using Kimi.Cli.Reports.Records;
using Kimi.Dsl;

namespace Kimi.Cli.Reports.Sections;

/// <summary>How policies did on held-out problems.</summary>
internal static class EvaluationSection
{
    /// <summary>Writes the section.</summary>
    /// <param name="groups">The runs.</param>
    public static Html Write(IReadOnlyList<RunGroup> groups) =>
        Html.Of($"{groups.SelectMany(group => group.Evaluations.Select(evaluation => Write(group, evaluation, groups.Count > 1)))}");

    private static Html Write(RunGroup group, RecordedEvaluation evaluation, bool isOneOfSeveral)
    {
        var levels = evaluation.Policies.SelectMany(policy => policy.Levels).Distinct().Order();
        var tags = evaluation.Policies.SelectMany(policy => policy.Tags).Distinct().Order(StringComparer.Ordinal);
        var title = isOneOfSeveral ? $"{group.Label}: {evaluation.Name}" : evaluation.Name;
        var isCompared = evaluation.Policies.Count > 1 && group.Runs.Count > 1;
        return Html.Of(
            $"""
            <h3>{title}</h3>
            {Policies(evaluation, isCompared)}{Parts(evaluation, "level", [.. levels.Select(Level)])}{Parts(evaluation, "tag", [.. tags.Select(Tag)])}
            """);
    }

    private static Html Policies(RecordedEvaluation evaluation, bool isCompared)
    {
        var first = evaluation.Policies[0];
        var ks = evaluation.Policies.SelectMany(policy => policy.Ks).Distinct().Order().ToList();
        var isVoted = evaluation.Policies.Any(policy => policy.Majority is not null);
        var isPaired = evaluation.Policies.Any(policy => policy.Agreement is not null);
        List<Column> columns =
        [
            new("policy", ColumnKind.Text), new("accuracy"), .. ks.Select(k => new Column($"pass@{k}")),
            .. isVoted ? [new Column($"maj@{first.Samples}")] : (Column[])[], new("greedy"),
            .. isPaired ? [new Column("agreement")] : (Column[])[], new("mean tokens"), new("problems"),
        ];
        if (isCompared)
            columns.Insert(2, new($"against {first.Name}, points (95%)"));
        return new Table(columns, [.. evaluation.Policies.Select(Describe)]).ToHtml();

        Row Describe(EvaluatedPolicy policy)
        {
            List<string> cells =
            [
                policy.Name,
                NumberText.Percent(policy.Accuracy, policy.Seeds[0].Sampled),
                .. ks.Select(k => NumberText.Percent(policy.PassAt(k))),
                .. isVoted ? [NumberText.Percent(policy.Majority)] : (string[])[],
                NumberText.Percent(policy.Greedy, policy.Seeds[0].Greedy),
                .. isPaired ? [NumberText.Percent(policy.Agreement)] : (string[])[],
                NumberText.Tokens(policy.Tokens),
                policy.Seeds[0].Problems.ToString("#,0", CultureInfo.InvariantCulture),
            ];
            if (isCompared)
                cells.Insert(2, policy == first ? "" : Difference(policy, first));
            return new(cells);
        }
    }

    private static string Difference(EvaluatedPolicy policy, EvaluatedPolicy first)
    {
        var difference = PairedDifference.Of(Points(policy), Points(first));
        return $"{NumberText.Difference(difference.Mean)} ({NumberText.Difference(difference.Low)} to {NumberText.Difference(difference.High)})";

        static Dictionary<int, double> Points(EvaluatedPolicy policy) =>
            policy.Seeds.Index().ToDictionary(seed => seed.Index, seed => 100 * seed.Item.Sampled.Value);
    }

    private static (string Name, Func<PolicyEvaluation, SampledEvaluation?> Part) Level(int level) =>
        ($"level {level}", seed => seed.ByLevel.GetValueOrDefault(level));

    private static (string Name, Func<PolicyEvaluation, SampledEvaluation?> Part) Tag(string tag) => (tag, seed => seed.ByTag.GetValueOrDefault(tag));

    // One part would say what the whole says.
    private static Html Parts(
        RecordedEvaluation evaluation, string kind, IReadOnlyList<(string Name, Func<PolicyEvaluation, SampledEvaluation?> Part)> parts) =>
        parts.Count < 2 ? Html.Empty : Html.Of(
            $"""
            <div class="pair"><div><h4>Accuracy by {kind}</h4>
            {Parts(evaluation, parts, (policy, part) => NumberText.Percent(policy.Of(part, scores => scores.Sampled.Value)))}</div>
            <div><h4>Mean tokens by {kind}</h4>
            {Parts(evaluation, parts, (policy, part) => NumberText.Tokens(policy.Of(part, scores => scores.MeanTokens)))}</div></div>
            """);

    private static Html Parts(
        RecordedEvaluation evaluation, IReadOnlyList<(string Name, Func<PolicyEvaluation, SampledEvaluation?> Part)> parts,
        Func<EvaluatedPolicy, Func<PolicyEvaluation, SampledEvaluation?>, string> text) =>
        new Table(
            [new("policy", ColumnKind.Text), .. parts.Select(part => new Column(part.Name))],
            [.. evaluation.Policies.Select(policy => Row.Of([policy.Name, .. parts.Select(part => text(policy, part.Part))]))]).ToHtml();
}

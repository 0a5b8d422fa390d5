using System.Globalization;
using Kimi.Cli.Metrics;
using Kimi.Cli.Reports.Markup;
using Kimi.Cli.Reports.Records;

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
        var levels = evaluation.Policies.SelectMany(policy => policy.Levels).Distinct().Order().ToList();
        var byLevel = levels.Count < 2 ? Html.Empty : Html.Of(
            $"""
            <div class="pair"><div><h4>Accuracy by level</h4>
            {ByLevel(evaluation, levels, (policy, level) => NumberText.Percent(policy.AccuracyOf(level)))}</div>
            <div><h4>Mean tokens by level</h4>
            {ByLevel(evaluation, levels, (policy, level) => NumberText.Tokens(policy.TokensOf(level)))}</div></div>
            """);
        var title = isOneOfSeveral ? $"{group.Label}: {evaluation.Name}" : evaluation.Name;
        var isCompared = evaluation.Policies.Count > 1 && group.Runs.Count > 1;
        return Html.Of($"<h3>{title}</h3>\n{Policies(evaluation, isCompared)}{byLevel}");
    }

    private static Html Policies(RecordedEvaluation evaluation, bool isCompared)
    {
        var first = evaluation.Policies[0];
        List<Column> columns = [new("policy", ColumnKind.Text), new("accuracy"), new("greedy"), new("mean tokens"), new("problems")];
        if (isCompared)
            columns.Insert(2, new($"against {first.Name}, points (95%)"));
        return new Table(columns, [.. evaluation.Policies.Select(Describe)]).ToHtml();

        Row Describe(EvaluatedPolicy policy)
        {
            List<string> cells =
            [
                policy.Name,
                NumberText.Percent(policy.Accuracy, policy.Seeds[0].Sampled),
                NumberText.Percent(policy.Greedy, policy.Seeds[0].Greedy),
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

    private static Html ByLevel(RecordedEvaluation evaluation, IReadOnlyList<int> levels, Func<EvaluatedPolicy, int, string> text) =>
        new Table(
            [new("policy", ColumnKind.Text), .. levels.Select(level => new Column($"level {level}"))],
            [.. evaluation.Policies.Select(policy => Row.Of([policy.Name, .. levels.Select(level => text(policy, level))]))]).ToHtml();
}

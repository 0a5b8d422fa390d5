using System.Globalization;
using Kimi.Cli.Metrics;
using Kimi.Dsl;
using Spectre.Console;

namespace Kimi.Cli.Display;

/// <summary>How a policy's sampled responses did: on all problems, by level and by tag.</summary>
internal static class EvaluationTable
{
    /// <summary>The table.</summary>
    /// <param name="evaluation">How the policy did.</param>
    public static Table Of(PolicyEvaluation evaluation)
    {
        var ks = evaluation.PassAt.Keys.Where(k => k > 1).ToList();
        var table = new Table().Border(TableBorder.Simple).AddColumns("problems", "", "accuracy (95%)");
        foreach (var k in ks)
            table.AddColumn($"pass@{k} (95%)");
        if (evaluation.Majority is not null)
            table.AddColumn($"maj@{evaluation.PassAt.Keys.Max()} (95%)");
        table.AddColumn("tokens (95%)");

        Add("all", evaluation);
        // One part would say what the whole says.
        foreach (var (level, part) in evaluation.ByLevel.Where(_ => evaluation.ByLevel.Count > 1))
            Add($"level {level}", part);
        foreach (var (tag, part) in evaluation.ByTag)
            Add(tag, part);
        return table;

        void Add(string name, SampledEvaluation part)
        {
            var (low, high) = part.Sampled.Interval;
            List<string> cells =
            [
                name,
                part.Problems.ToString("#,0", CultureInfo.InvariantCulture),
                $"{MetricText.Percent(part.Sampled.Value)} ({MetricText.Percent(low)} to {MetricText.Percent(high)})",
                .. ks.Select(k => Text(part.PassAt.GetValueOrDefault(k), MetricText.Percent)),
            ];
            if (evaluation.Majority is not null)
                cells.Add(Text(part.Majority, MetricText.Percent));
            cells.Add(Text(part.Tokens, Tokens));
            table.AddRow(cells.Select(Markup.Escape).ToArray());
        }
    }

    private static string Tokens(double tokens) => tokens.ToString("#,0.0", CultureInfo.InvariantCulture);

    private static string Text(Estimate? estimate, Func<double, string> write) =>
        estimate is null ? "–" : $"{write(estimate.Value)} ({write(estimate.Low)} to {write(estimate.High)})";
}

using System.Globalization;
using Kimi.Cli.Display;
using Kimi.Cli.Metrics;
using Spectre.Console;

namespace Kimi.Cli.Sweeps;

/// <summary>A sweep's results as a table: for each metric and arm the mean and deviation over seeds, and the difference from what it is compared
/// with.</summary>
internal static class SweepTable
{
    /// <summary>Builds the table.</summary>
    /// <param name="arms">The arms.</param>
    /// <param name="results">Their results.</param>
    /// <param name="names">The names of the metrics to show, such as <c>accuracy</c>.</param>
    /// <param name="against">The policy with which others are compared; null for the first arm.</param>
    public static Table Of(IReadOnlyList<SweepArm> arms, SweepResults results, IReadOnlyList<string> names, string? against)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("metric", "arm", "seeds", "mean ± deviation", $"against {TerminalText.Cell(against ?? "the first")} (95%)");
        foreach (var metric in results.Metrics.Where(metric => names.Contains(metric.Split('.')[^1])))
        {
            foreach (var arm in arms)
            {
                if (results.Spread(arm, metric) is { } spread)
                    table.AddRow(
                        new[] { metric, arm.Name, $"{spread.Count}", Text(spread), results.Difference(arm, metric) is { } difference ? Text(difference)
                            : "" }.Select(TerminalText.Cell).ToArray());
            }
        }

        return table;
    }

    private static string Text(Spread spread) => double.IsNaN(spread.Deviation) ? Number(spread.Mean) : $"{Number(spread.Mean)} ± {Number(spread.Deviation)}";

    private static string Text(PairedDifference difference) => double.IsNaN(difference.StandardError)
        ? Signed(difference.Mean)
        : $"{Signed(difference.Mean)} ({Signed(difference.Low)} to {Signed(difference.High)})";

    private static string Signed(double value) => (value > 0 ? "+" : "") + Number(value);

    private static string Number(double value) => value.ToString(Math.Abs(value) < 10 ? "0.0000" : "0.00", CultureInfo.InvariantCulture);
}

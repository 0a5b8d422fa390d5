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
    /// <param name="shown">The metrics to show.</param>
    /// <param name="against">The policy with which others are compared; null for the first arm.</param>
    public static Table Of(IReadOnlyList<SweepArm> arms, SweepResults results, MetricSelection shown, string? against)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("metric", "arm", "seeds", "mean ± deviation", $"against {TerminalText.Cell(against ?? "the first")} (95%)", "power 80%");
        foreach (var metric in shown.Of(results.Metrics))
        {
            foreach (var arm in arms)
            {
                if (results.Spread(arm, metric) is not { } spread)
                    continue;
                var difference = results.Difference(arm, metric);
                string[] row = [metric, arm.Name, $"{spread.Count}", Text(spread), difference is null ? "" : Text(difference), Power(difference)];
                table.AddRow(row.Select(TerminalText.Cell).ToArray());
            }
        }

        return table;
    }

    private static string Text(Spread spread) => double.IsNaN(spread.Deviation) ? Number(spread.Mean) : $"{Number(spread.Mean)} ± {Number(spread.Deviation)}";

    private static string Text(PairedDifference difference) => double.IsNaN(difference.StandardError)
        ? Signed(difference.Mean)
        : $"{Signed(difference.Mean)} ({Signed(difference.Low)} to {Signed(difference.High)})";

    // What as many seeds show, and how many show what was seen.
    private static string Power(PairedDifference? difference) => difference is null || double.IsNaN(difference.Detectable)
        ? ""
        : $"from {Number(difference.Detectable)}; {(difference.SeedsNeeded is { } seeds ? $"{seeds} seeds" : "over 1000 seeds")}";

    private static string Signed(double value) => (value > 0 ? "+" : "") + Number(value);

    private static string Number(double value) => value.ToString(Math.Abs(value) < 10 ? "0.0000" : "0.00", CultureInfo.InvariantCulture);
}

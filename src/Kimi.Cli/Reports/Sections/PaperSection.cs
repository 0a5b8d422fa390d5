using Kimi.Cli.Reports.Figures;
using Kimi.Cli.Reports.Markup;
using Kimi.Cli.Reports.Paper;
using Kimi.Cli.Reports.Records;

namespace Kimi.Cli.Reports.Sections;

/// <summary>The results of the runs next to what the paper reports.</summary>
internal static class PaperSection
{
    /// <summary>Writes the section.</summary>
    /// <param name="groups">The runs.</param>
    /// <param name="figures">Takes the figures.</param>
    public static Html Write(IReadOnlyList<RunGroup> groups, FigureSet figures)
    {
        var comparisons = PaperComparison.All.Select(compare => compare(groups)).OfType<PaperComparison>().ToList();
        return comparisons.Count == 0 ? Html.Empty : Html.Of(
            $"""
            <p class="note">Numbers from the paper (Kimi k1.5, arXiv 2501.12599) are tinted. Its models, tasks and lengths differ by orders of magnitude:
            compare the shapes, not the numbers.</p>
            {comparisons.Select(comparison => Write(comparison, figures))}
            """);
    }

    private static Html Write(PaperComparison comparison, FigureSet figures) => Html.Of(
        $"""
        <h3>{comparison.Title}</h3>
        <p>{comparison.Text}</p>
        {figures.Show(comparison.Figures)}{comparison.Tables.Select(table => table.ToHtml())}

        """);
}

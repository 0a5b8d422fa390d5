using System.Text;
using Kimi.Cli.Reports.Figures;
using Kimi.Cli.Reports.Markup;
using Kimi.Cli.Reports.Records;
using Kimi.Cli.Reports.Sections;
using Kimi.Dsl;
using Kimi.Torch.Files;

namespace Kimi.Cli.Reports;

/// <summary>A report on runs: one self-contained HTML file, and its figures as PNG files.</summary>
/// <param name="groups">The runs.</param>
internal sealed class Report(IReadOnlyList<RunGroup> groups)
{
    /// <summary>Writes the report.</summary>
    /// <param name="file">The HTML file.</param>
    /// <param name="figuresFolder">The folder of the figures.</param>
    /// <returns>How many figures there are.</returns>
    /// <exception cref="KimiException">A file cannot be written.</exception>
    public int Write(string file, string figuresFolder)
    {
        using var figures = new FigureSet();
        var page = Page(figures);
        try
        {
            figures.SavePngs(figuresFolder);
            DurableFiles.WriteText(file, page.Text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new KimiException($"the report cannot be written to {file} ({exception.Message.TrimEnd('.')}): choose another file with --output", exception);
        }

        return figures.Count;
    }

    private Html Page(FigureSet figures)
    {
        (string Title, Html Content)[] sections =
        [
            ("Results", EvaluationSection.Write(groups)),
            ("Beside the paper", PaperSection.Write(groups, figures)),
            ("Curves", CurveSection.Write(groups, figures)),
            ("Responses", ResponseSection.Write(groups)),
            ("Rollouts, first and last", RolloutSection.Write(groups)),
            ("Stages", StageSection.Write(groups)),
        ];
        var shown = sections.Where(section => section.Content.Text.Length > 0).ToList();
        return Html.Of(
            $"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{HeaderSection.Title(groups)}</title>
            <style>
            {Style()}</style></head><body>
            {HeaderSection.Write(groups)}<nav>{shown.Select(section => Html.Of($"<a href=\"#{Anchor(section.Title)}\">{section.Title}</a>"))}</nav>
            <main>{shown.Select(section => Html.Of($"<section id=\"{Anchor(section.Title)}\"><h2>{section.Title}</h2>\n{section.Content}</section>\n"))}</main>
            </body></html>

            """);
    }

    private static string Anchor(string title) => title.ToLowerInvariant().Replace(",", "", StringComparison.Ordinal).Replace(' ', '-');

    private static Html Style()
    {
        using var stream = typeof(Report).Assembly.GetManifestResourceStream("Kimi.Cli.Reports.Resources.report.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new(reader.ReadToEnd());
    }
}

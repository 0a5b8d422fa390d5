using Kimi.Cli.Reports.Markup;

namespace Kimi.Cli.Reports.Figures;

/// <summary>The figures of a report.</summary>
internal sealed class FigureSet : IDisposable
{
    private readonly List<Figure> _figures = [];

    /// <summary>How many there are.</summary>
    public int Count => _figures.Count;

    /// <summary>Shows figures side by side, without those in which nothing was drawn.</summary>
    /// <param name="figures">The figures.</param>
    public Html Show(params IEnumerable<Figure> figures)
    {
        var drawn = figures.Where(figure => !figure.IsEmpty).ToList();
        _figures.AddRange(drawn);
        return drawn.Count == 0 ? Html.Empty : Html.Of($"<div class=\"figures\">{drawn.Select(figure => figure.ToHtml())}</div>\n");
    }

    /// <summary>Saves all figures as PNG files.</summary>
    /// <param name="folder">Where to; the folder is created.</param>
    public void SavePngs(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var figure in _figures)
            figure.SavePng(folder);
    }

    /// <inheritdoc/>
    public void Dispose() => _figures.ForEach(figure => figure.Dispose());
}

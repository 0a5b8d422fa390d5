using System.Security.Cryptography;
using System.Text;
using Kimi.Cli.Reports.Markup;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Kimi.Cli.Reports.Figures;

/// <summary>A figure: drawn once, shown in the page as SVG and saved as PNG.</summary>
internal sealed class Figure : IDisposable
{
    private const int SmallWidth = 390;
    private const int SmallHeight = 270;
    private const int LargeWidth = 600;
    private const int LargeHeight = 400;
    private const int PngScale = 2;
    private const int LegendLine = 22;
    private const int LetterWidth = 7;
    private const int LabelSpace = 13;
    private const int LabelsInALine = 3;
    private const int LongestName = 120;
    private const int HashLetters = 12;

    // Okabe and Ito's colours, which can be told apart with any kind of colour vision.
    private static readonly string[] s_palette = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#666666"];

    private readonly Plot _plot = new();
    private readonly string _title;
    private readonly (int Width, int Height) _size;
    private int _series;
    private int _labels;
    private int _labelLetters;
    private int _longestLabel;
    private bool _isFinished;

    static Figure() => FigureFont.Register();

    /// <summary>Begins a figure.</summary>
    /// <param name="name">The name of its file, without an extension.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="x">What the horizontal axis shows.</param>
    /// <param name="y">What the vertical axis shows.</param>
    /// <param name="isLarge">Whether it stands alone, rather than in a row of figures.</param>
    public Figure(string name, string title, string x, string y, bool isLarge = false)
    {
        Name = FileName(name);
        _title = title;
        _size = isLarge ? (LargeWidth, LargeHeight) : (SmallWidth, SmallHeight);
        _plot.Title(title, size: 14);
        _plot.Axes.Title.Label.Bold = false;
        _plot.XLabel(x, size: 12);
        _plot.YLabel(y, size: 12);
        _plot.Axes.Left.Label.Bold = _plot.Axes.Bottom.Label.Bold = false;
        _plot.Axes.Right.FrameLineStyle.IsVisible = _plot.Axes.Top.FrameLineStyle.IsVisible = false;
        _plot.Axes.Color(Color.FromHex("#444444"));
        _plot.Grid.MajorLineColor = Color.FromHex("#EAEAEA");
        foreach (var axis in new[] { _plot.Axes.Left, (IAxis)_plot.Axes.Bottom })
            (axis.MinorTickStyle.Length, axis.MajorTickStyle.Length) = (0, 3);
    }

    /// <summary>The name of its file, without an extension.</summary>
    public string Name { get; }

    /// <summary>Whether anything was drawn.</summary>
    public bool IsEmpty => _series == 0;

    /// <summary>Draws a curve; for several seeds, their mean and a band of one standard deviation around it.</summary>
    /// <param name="label">What it is; empty if it is the only one.</param>
    /// <param name="band">The curve.</param>
    public void Line(string label, Band band)
    {
        if (band.Mean.Count == 0)
            return;
        var color = NextColor();
        var (x, y) = (band.Mean.X.ToArray(), band.Mean.Y.ToArray());
        if (band.HasWidth)
        {
            var fill = _plot.Add.FillY(
                x, [.. y.Zip(band.Deviation, (value, deviation) => value - deviation)], [.. y.Zip(band.Deviation, (value, deviation) => value + deviation)]);
            (fill.FillColor, fill.LineWidth) = (color.WithAlpha(0.18), 0);
        }

        var line = _plot.Add.ScatterLine(x, y, color);
        line.LineWidth = 1.8f;
        Label(line, label);
    }

    /// <summary>Draws points, and the straight line through them with the least squared distance.</summary>
    /// <param name="label">What they are; empty if they are the only ones.</param>
    /// <param name="points">The points.</param>
    public void Points(string label, Curve points)
    {
        if (points.Count == 0)
            return;
        var color = NextColor();
        var markers = _plot.Add.ScatterPoints(points.X.ToArray(), points.Y.ToArray(), color.WithAlpha(0.55));
        markers.MarkerSize = 5;
        Label(markers, label);
        if (double.IsNaN(points.Slope))
            return;
        double[] ends = [points.X.Min(), points.X.Max()];
        var trend = _plot.Add.ScatterLine(ends, [.. ends.Select(x => points.Y.Average() + (points.Slope * (x - points.X.Average())))], color);
        trend.LineWidth = 1.8f;
    }

    /// <summary>Draws points with their names next to them.</summary>
    /// <param name="points">The points.</param>
    public void Points(IReadOnlyList<NamedPoint> points)
    {
        foreach (var point in points)
        {
            var color = Color.FromHex(s_palette[point.Color % s_palette.Length]);
            _plot.Add.Marker(point.X, point.Y, MarkerShape.FilledCircle, 9, color).MarkerLineWidth = 0;
            var text = _plot.Add.Text(point.Name, point.X, point.Y);
            (text.LabelFontName, text.LabelFontSize, text.LabelFontColor) = (FigureFont.Name, 12, color);
            (text.LabelAlignment, text.OffsetX) = NamedPoint.IsRoomBeside(point, points) ? (Alignment.MiddleLeft, 9) : (Alignment.MiddleRight, -9);
            _series++;
        }

        _plot.Axes.Margins(left: 0.3, right: 0.3, bottom: 0.12, top: 0.12);
    }

    /// <summary>The figure as markup.</summary>
    public Html ToHtml()
    {
        Finish();
        // The reader's browser has fonts, so the figure's own need not be embedded in each figure.
        var svg = _plot.GetSvgXml(Width, Height)
            .Replace("font-family=\"Open Sans\"", "font-family=\"Open Sans, system-ui, sans-serif\"", StringComparison.Ordinal);
        return Html.Of(
            $"<img class=\"figure\" alt=\"{_title}\" width=\"{Width}\" height=\"{Height}\" "
            + $"src=\"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}\">\n");
    }

    /// <summary>Saves the figure as a PNG file.</summary>
    /// <param name="folder">Where to.</param>
    public void SavePng(string folder)
    {
        Finish();
        _plot.ScaleFactor = PngScale;
        _plot.SavePng(Path.Combine(folder, $"{Name}.png"), Width * PngScale, Height * PngScale);
        _plot.ScaleFactor = 1;
    }

    /// <inheritdoc/>
    public void Dispose() => _plot.Dispose();

    private void Finish()
    {
        if (_isFinished)
            return;
        _isFinished = true;
        _plot.Font.Set(FigureFont.Name);
        (_plot.Legend.FontName, _plot.Legend.FontSize, _plot.Legend.SetBestFontOnEachRender) = (FigureFont.Name, 11, false);
        (_plot.Legend.OutlineWidth, _plot.Legend.ShadowColor) = (0, Colors.Transparent);
        if (_labels > 1)
            _plot.ShowLegend(IsLegendBeside ? Edge.Right : Edge.Bottom).Padding = new(0);
        if (_plot.Axes.Bottom.TickGenerator is NumericAutomatic bottom)
            bottom.TargetTickCount = 6;
        if (_plot.Axes.Left.TickGenerator is NumericAutomatic left)
            left.TargetTickCount = 6;
    }

    // The legend must not cover the figure. Below the figure there is room for one line; a longer legend goes next to it.
    private bool IsLegendBeside => _labels > LabelsInALine || _labelLetters * LetterWidth > _size.Width;

    private int Width => _size.Width + (_labels > 1 && IsLegendBeside ? LegendLine * 2 + _longestLabel * LetterWidth : 0);

    private int Height => _size.Height + (_labels > 1 && !IsLegendBeside ? LegendLine : 0);

    // Labels of runs may be long, but file names may not: the hash keeps apart those with the same beginning.
    private static string FileName(string name)
    {
        var letters = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '-'));
        return letters.Length <= LongestName ? letters
            : $"{letters[..(LongestName - HashLetters - 1)]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..HashLetters]}";
    }

    private Color NextColor() => Color.FromHex(s_palette[_series++ % s_palette.Length]);

    private void Label(ScottPlot.Plottables.Scatter series, string label)
    {
        if (label.Length == 0)
            return;
        series.LegendText = label;
        _labels++;
        _labelLetters += label.Length + LabelSpace;
        _longestLabel = Math.Max(_longestLabel, label.Length);
    }
}

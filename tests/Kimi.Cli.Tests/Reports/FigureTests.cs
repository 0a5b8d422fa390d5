using System.Text;
using System.Text.RegularExpressions;
using Kimi.Cli.Reports.Figures;
using Kimi.Tests;
using SkiaSharp;

namespace Kimi.Cli.Tests.Reports;

public sealed partial class FigureTests
{
    [Fact]
    public void Text_is_drawn_in_the_embedded_font_whatever_the_machine_has()
    {
        using var figure = Drawn("Accuracy ± τ");

        // The font's own name: a system font would have another name, and no font none.
        var svg = Svg(figure);
        var families = Family().Matches(svg).Select(match => match.Groups[1].Value).Distinct();
        Assert.Equal(["Open Sans, system-ui, sans-serif"], families);
        Assert.Contains("iteration", svg);
    }

    [Fact]
    public void The_embedded_font_has_the_letters_of_figures()
    {
        using var figure = Drawn("any");
        var typeface = ScottPlot.Fonts.GetTypeface(FigureFont.Name, bold: false, italic: false);

        Assert.True(typeface.ContainsGlyphs("ABCXYZabcxyz0123456789.,:=+−-±×(%)/|τλ–"));
    }

    [Fact]
    public void The_PNG_has_the_text_too()
    {
        using var folder = new TemporaryFolder();
        using var brief = Drawn("A", "brief");
        using var wide = Drawn("AAAAAAAAAAAA", "wide");
        brief.SavePng(folder.Path);
        wide.SavePng(folder.Path);

        Assert.True(Ink(folder.File("wide.png")) > Ink(folder.File("brief.png")) + 500);
    }

    [Fact]
    public void A_figure_in_which_nothing_was_drawn_is_empty()
    {
        using var figure = new Figure("none", "none", "x", "y");
        figure.Line("nothing", Band.Of([Curve.Empty]));

        Assert.True(figure.IsEmpty);
    }

    [Fact]
    public void Names_of_files_are_short_and_stay_distinct()
    {
        using var folder = new TemporaryFolder();
        using var first = Drawn("first", new string('a', 300) + "1");
        using var second = Drawn("second", new string('a', 300) + "2");
        first.SavePng(folder.Path);
        second.SavePng(folder.Path);

        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void A_name_stands_to_the_left_where_another_point_is_in_its_way()
    {
        NamedPoint[] points = [new("far", 0, 0, 0), new("near", 90, 10, 1), new("last", 100, 10, 2)];

        Assert.Equal([true, false, true], points.Select(point => NamedPoint.IsRoomBeside(point, points)));
    }

    private static Figure Drawn(string title, string name = "figure")
    {
        var figure = new Figure(name, title, "iteration", "accuracy (%)");
        figure.Line("one", Band.Of([new([0, 1, 2], [1, 2, 3])]));
        return figure;
    }

    private static string Svg(Figure figure) => Encoding.UTF8.GetString(Convert.FromBase64String(Data().Match(figure.ToHtml().Text).Groups[1].Value));

    // How many pixels are not white.
    private static int Ink(string file)
    {
        using var bitmap = SKBitmap.Decode(file);
        return bitmap.Pixels.Count(pixel => pixel != SKColors.White);
    }

    [GeneratedRegex("font-family=\"([^\"]*)\"")]
    private static partial Regex Family();

    [GeneratedRegex("data:image/svg\\+xml;base64,([^\"]*)")]
    private static partial Regex Data();
}

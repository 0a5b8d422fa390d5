using Kimi.Recipes.Drawings;
using SkiaSharp;

namespace Kimi.Recipes.Tests;

public sealed class DrawingTests
{
    // The rows are 7s.4, 1230, 5c82 and x..6.
    [Theory]
    [InlineData("s>", 4)]
    [InlineData("c>", 8)]
    [InlineData("x>", 6)]
    public void A_pushed_shape_passes_empty_places_and_stops_at_the_first_digit(string name, int met) =>
        Assert.Equal(met, new Pushes("7s.412305c82x..6").Facts.Single(fact => fact.Name == name).Value);

    [Fact]
    public void Every_shape_to_push_meets_a_digit_in_its_own_row()
    {
        var random = new Random(1);
        var passed = new HashSet<int>();
        for (var i = 0; i < 1_000; i++)
        {
            var scene = Pushes.Random(random);
            var rows = scene.Places.Chunk(ShapeGrid.Side).Select(row => new string(row)).ToList();
            foreach (var shape in ShapeGrid.Shapes)
            {
                var way = Assert.Single(rows, row => row.Contains(shape, StringComparison.Ordinal)).Split(shape)[1];
                Assert.Equal(way.TrimStart('.')[0] - '0', scene.Facts.Single(fact => fact.Name == $"{shape}>").Value);
                passed.Add(way.Count('.'));
            }
        }

        Assert.Equal([0, 1, 2], passed.Order());
    }

    // The rows are s35., 1230, c82. and x77.: 3 5 7, 8 2 6 (steps of 4, modulo 10) and 7 7 7.
    [Theory]
    [InlineData("s~", "s~357")]
    [InlineData("c~", "c~826")]
    [InlineData("x~", "x~777")]
    public void A_row_goes_on_in_the_step_that_it_has_begun_with_and_is_read_before(string name, string read)
    {
        var fact = new Patterns("s35.1230c82.x77.").Facts.Single(fact => fact.Name == name);

        Assert.Equal(read, $"{fact.Reading}{fact.Value}");
    }

    [Fact]
    public void A_table_is_read_by_row_and_column()
    {
        var table = new Table([('C', "123"), ('A', "456"), ('D', "789")]);

        Assert.Equal(".scxC123A456D789", table.Words);
        Assert.Equal(
            ["Cs1", "Cc2", "Cx3", "As4", "Ac5", "Ax6", "Ds7", "Dc8", "Dx9"], table.Facts.Select(fact => $"{fact.Reading}{fact.Value}"));
    }

    // The eight rows at the top come to lie at the right.
    [Fact]
    public void A_picture_turned_by_a_quarter_has_its_top_at_the_right()
    {
        var canvas = new Canvas();
        canvas.Fill(0, 0, Canvas.Size, Canvas.Cell);

        using var turned = SKBitmap.Decode(canvas.ToPng(new Random(1), rotation: 90));

        Assert.Equal(
            Enumerable.Range(0, Canvas.Size).Select(x => x >= Canvas.Size - Canvas.Cell),
            Enumerable.Range(0, Canvas.Size).Select(x => turned.GetPixel(x, 5).Red < 128));
    }

    // The lower edge is at 16 pixels; 15.5 from the middle, 5 degrees move it by 15.5 tan 5° = 1.4, up at the left and down at the right.
    [Fact]
    public void A_picture_turned_a_little_keeps_its_middle_and_moves_its_edges()
    {
        var canvas = new Canvas();
        canvas.Fill(0, 0, Canvas.Size, Canvas.Size / 2);

        using var turned = SKBitmap.Decode(canvas.ToPng(new Random(1), rotation: 5));

        Assert.Equal([14, 15, 16], new[] { 0, 16, 31 }.Select(x => Enumerable.Range(0, Canvas.Size).Last(y => turned.GetPixel(x, y).Red < 116)));
    }
}

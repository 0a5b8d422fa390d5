using System.Globalization;

namespace Kimi.Recipes.Drawings;

/// <summary>What can be read off a picture.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Value">The number that is read.</param>
/// <param name="Seen">What has to be read first, if the number itself does not stand in the picture.</param>
internal sealed record Fact(string Name, int Value, string Seen = "")
{
    /// <summary>What a trace has before the number: its name, and what is read first.</summary>
    internal string Reading => Name + Seen;
}

/// <summary>Something to be seen in a picture, with facts that can be read off it.</summary>
internal abstract record Scene
{
    /// <summary>The kind of problems about it.</summary>
    internal abstract string Kind { get; }

    /// <summary>What it shows.</summary>
    internal abstract IReadOnlyList<Fact> Facts { get; }

    /// <summary>The same in words: a character for each cell, by rows, so that a language model reads in it what it will read in patches.</summary>
    internal abstract string Words { get; }

    /// <summary>Draws it.</summary>
    internal abstract void Draw(Canvas canvas, Random random);

    /// <summary>A chart, a table, shapes among digits, shapes to push, or rows to go on with.</summary>
    internal static Scene Random(Random random) => random.Next(5) switch
    {
        0 => BarChart.Random(random),
        1 => Table.Random(random),
        2 => ShapeGrid.Random(random),
        3 => Pushes.Random(random),
        _ => Patterns.Random(random),
    };
}

/// <summary>A chart of four bars, A to D, below each other in any order, each beside its letter.</summary>
/// <param name="Bars">Their letters and heights in pixels, from the top.</param>
internal sealed record BarChart(IReadOnlyList<(char Letter, int Height)> Bars) : Scene
{
    private const int Tallest = Canvas.Cell;

    /// <inheritdoc/>
    internal override string Kind => "chart";

    /// <inheritdoc/>
    internal override IReadOnlyList<Fact> Facts => [.. Bars.Select(bar => new Fact($"{bar.Letter}", bar.Height))];

    /// <inheritdoc/>
    internal override string Words => string.Concat(Bars.Select(bar => string.Create(CultureInfo.InvariantCulture, $"{bar.Letter}{bar.Height}..")));

    internal static new BarChart Random(Random random)
    {
        var letters = "ABCD".ToCharArray();
        random.Shuffle(letters);
        return new([.. letters.Select(letter => (letter, random.Next(1, Tallest + 1)))]);
    }

    /// <inheritdoc/>
    internal override void Draw(Canvas canvas, Random random)
    {
        canvas.Write(string.Concat(Bars.Select(bar => $"{bar.Letter}   ")), random);
        var (left, width) = (Canvas.Cell + random.Next(3), random.Next(3, 7));
        foreach (var (row, bar) in Bars.Index())
            canvas.Fill(left, ((row + 1) * Canvas.Cell) - bar.Height, width, bar.Height);
    }
}

/// <summary>
/// Three shapes among digits in four rows of four places. A fact is which digit is right of a shape: <c>s</c> of the square, <c>c</c> of the disc,
/// <c>x</c> of the cross.
/// </summary>
/// <param name="Places">A character for each place, by rows.</param>
internal sealed record ShapeGrid(string Places) : Scene
{
    internal const char Square = 's';
    internal const char Disc = 'c';
    internal const char Cross = 'x';

    /// <summary>All shapes.</summary>
    internal const string Shapes = "scx";

    /// <summary>How many rows there are, and places in each.</summary>
    internal const int Side = 4;

    /// <inheritdoc/>
    internal override string Kind => "shapes";

    /// <inheritdoc/>
    internal override IReadOnlyList<Fact> Facts =>
        [.. Shapes.Select(shape => new Fact($"{shape}", Places[Places.IndexOf(shape, StringComparison.Ordinal) + 1] - '0'))];

    /// <inheritdoc/>
    internal override string Words => Places;

    // A shape in each of three rows, not at the end.
    internal static new ShapeGrid Random(Random random)
    {
        var places = Enumerable.Range(0, Side * Side).Select(_ => (char)('0' + random.Next(10))).ToArray();
        int[] rows = [.. Enumerable.Range(0, Side)];
        random.Shuffle(rows);
        foreach (var (shape, row) in Shapes.Zip(rows))
            places[(row * Side) + random.Next(Side - 1)] = shape;
        return new(new string(places));
    }

    /// <inheritdoc/>
    internal override void Draw(Canvas canvas, Random random) => canvas.Write(Places, random);
}

/// <summary>A text.</summary>
/// <param name="Text">It, of at most sixteen characters.</param>
internal sealed record Writing(string Text) : Scene
{
    /// <inheritdoc/>
    internal override string Kind => "rendered";

    /// <inheritdoc/>
    internal override IReadOnlyList<Fact> Facts => [];

    /// <inheritdoc/>
    internal override string Words => Text.PadRight(Canvas.Cells, '.');

    /// <inheritdoc/>
    internal override void Draw(Canvas canvas, Random random) => canvas.Write(Text, random);
}

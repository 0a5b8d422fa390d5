namespace Kimi.Recipes.Drawings;

/// <summary>
/// Three rows of a shape, two numbers and an empty place. A fact is which number goes on as the row has begun, in equal steps modulo 10: <c>s~</c> of the
/// square's row. It does not stand in the picture, so the two numbers are read first: <c>s~357</c>.
/// </summary>
/// <param name="Places">A character for each place, by rows.</param>
internal sealed record Patterns(string Places) : Scene
{
    private const char Empty = '.';
    private const char Next = '~';
    private const int Modulus = 10;

    /// <inheritdoc/>
    internal override string Kind => "patterns";

    /// <inheritdoc/>
    internal override IReadOnlyList<Fact> Facts => [.. ShapeGrid.Shapes.Select(AfterRowOf)];

    /// <inheritdoc/>
    internal override string Words => Places;

    // The row without a shape is of digits that nothing follows from.
    internal static new Patterns Random(Random random)
    {
        var places = Enumerable.Range(0, ShapeGrid.Side * ShapeGrid.Side).Select(_ => (char)('0' + random.Next(Modulus))).ToArray();
        int[] rows = [.. Enumerable.Range(0, ShapeGrid.Side)];
        random.Shuffle(rows);
        foreach (var (shape, row) in ShapeGrid.Shapes.Zip(rows))
        {
            places[row * ShapeGrid.Side] = shape;
            places[((row + 1) * ShapeGrid.Side) - 1] = Empty;
        }

        return new(new string(places));
    }

    /// <inheritdoc/>
    internal override void Draw(Canvas canvas, Random random) => canvas.Write(Places, random);

    private Fact AfterRowOf(char shape)
    {
        var seen = Places.Substring(Places.IndexOf(shape, StringComparison.Ordinal) + 1, 2);
        var (first, second) = (seen[0] - '0', seen[1] - '0');
        return new($"{shape}{Next}", ((2 * second) - first + Modulus) % Modulus, seen);
    }
}

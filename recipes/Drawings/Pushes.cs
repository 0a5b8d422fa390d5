namespace Kimi.Recipes.Drawings;

/// <summary>
/// Three shapes, each in a row with empty places and digits. A fact is which digit a shape meets when it is pushed to the right, step by step: <c>s&gt;</c> of
/// the square.
/// </summary>
/// <param name="Places">A character for each place, by rows.</param>
internal sealed record Pushes(string Places) : Scene
{
    private const char Empty = '.';
    private const char Right = '>';

    /// <inheritdoc/>
    internal override string Kind => "pushes";

    /// <inheritdoc/>
    internal override IReadOnlyList<Fact> Facts => [.. ShapeGrid.Shapes.Select(shape => new Fact($"{shape}{Right}", MetBy(shape)))];

    /// <inheritdoc/>
    internal override string Words => Places;

    // A shape in each of three rows, with empty places behind it, though not to the end.
    internal static new Pushes Random(Random random)
    {
        var places = Enumerable.Range(0, ShapeGrid.Side * ShapeGrid.Side).Select(_ => (char)('0' + random.Next(10))).ToArray();
        int[] rows = [.. Enumerable.Range(0, ShapeGrid.Side)];
        random.Shuffle(rows);
        foreach (var (shape, row) in ShapeGrid.Shapes.Zip(rows))
        {
            var (start, end) = (row * ShapeGrid.Side, ((row + 1) * ShapeGrid.Side) - 1);
            var place = random.Next(start, end);
            places[place] = shape;
            places.AsSpan(place + 1, random.Next(end - place)).Fill(Empty);
        }

        return new(new string(places));
    }

    /// <inheritdoc/>
    internal override void Draw(Canvas canvas, Random random) => canvas.Write(Places, random);

    private int MetBy(char shape)
    {
        var place = Places.IndexOf(shape, StringComparison.Ordinal) + 1;
        while (Places[place] == Empty)
            place++;
        return Places[place] - '0';
    }
}

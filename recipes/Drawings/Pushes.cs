namespace Kimi.Recipes.Drawings;

/// <summary>
/// Three shapes, each in a row with digits and empty places. A fact is which digit a shape meets when it is pushed, step by step: <c>s&gt;</c> of the square to
/// the right, <c>s&lt;</c> to the left.
/// </summary>
/// <param name="Places">A character for each place, by rows.</param>
internal sealed record Pushes(string Places) : Scene
{
    internal const char Empty = '.';
    internal const char Right = '>';
    internal const char Left = '<';

    /// <inheritdoc/>
    internal override string Kind => "pushes";

    /// <inheritdoc/>
    internal override IReadOnlyList<(string Name, int Value)> Facts =>
        [.. ShapeGrid.Shapes.SelectMany(shape => new[] { ($"{shape}{Right}", Met(shape, 1)), ($"{shape}{Left}", Met(shape, -1)) })];

    /// <inheritdoc/>
    internal override string Words => Places;

    // A shape in each of three rows, not at an end; what is between it and a digit at an end is empty or a digit.
    internal static new Pushes Random(Random random)
    {
        var places = Enumerable.Range(0, ShapeGrid.Side * ShapeGrid.Side).Select(_ => Digit()).ToArray();
        int[] rows = [.. Enumerable.Range(0, ShapeGrid.Side)];
        random.Shuffle(rows);
        foreach (var (shape, row) in ShapeGrid.Shapes.Zip(rows))
        {
            var isLeft = random.Next(2) == 0;
            places[(row * ShapeGrid.Side) + (isLeft ? 1 : 2)] = shape;
            places[(row * ShapeGrid.Side) + (isLeft ? 2 : 1)] = random.Next(2) == 0 ? Empty : Digit();
        }

        return new(new string(places));

        char Digit() => (char)('0' + random.Next(10));
    }

    /// <inheritdoc/>
    internal override void Draw(Canvas canvas, Random random) => canvas.Write(Places, random);

    private int Met(char shape, int step)
    {
        var place = Places.IndexOf(shape, StringComparison.Ordinal);
        do
            place += step;
        while (Places[place] == Empty);
        return Places[place] - '0';
    }
}

namespace Kimi.Recipes.Drawings;

/// <summary>
/// A table of digits with three rows in any order, named by letters, and three columns, headed by shapes. A fact is what stands in a row and a column:
/// <c>Bs</c> in row B below the square.
/// </summary>
/// <param name="Rows">The rows' letters and their digits, from the top.</param>
internal sealed record Table(IReadOnlyList<(char Letter, string Digits)> Rows) : Scene
{
    private const string Letters = "ABCD";

    /// <inheritdoc/>
    internal override string Kind => "table";

    /// <inheritdoc/>
    internal override IReadOnlyList<Fact> Facts =>
        [.. Rows.SelectMany(row => ShapeGrid.Shapes.Zip(row.Digits, (column, digit) => new Fact($"{row.Letter}{column}", digit - '0')))];

    /// <inheritdoc/>
    internal override string Words => $".{ShapeGrid.Shapes}{string.Concat(Rows.Select(row => $"{row.Letter}{row.Digits}"))}";

    internal static new Table Random(Random random)
    {
        var letters = Letters.ToCharArray();
        random.Shuffle(letters);
        return new([.. letters[..ShapeGrid.Shapes.Length].Select(letter => (letter, Digits(random)))]);
    }

    /// <inheritdoc/>
    internal override void Draw(Canvas canvas, Random random) => canvas.Write(Words, random);

    private static string Digits(Random random) => string.Concat(ShapeGrid.Shapes.Select(_ => (char)('0' + random.Next(10))));
}

namespace TeamTypes;

/// <summary>Moves as text, a letter each: <c>NNE</c> is two steps north and one east.</summary>
public static class Moves
{
    /// <summary>The letters, in the order of <see cref="Direction"/>.</summary>
    public const string Letters = "NESW";

    /// <summary>The letter of a direction.</summary>
    /// <param name="direction">The direction.</param>
    public static char LetterOf(Direction direction) => Letters[(int)direction];

    /// <summary>The direction of a letter.</summary>
    /// <param name="letter">The letter.</param>
    public static Direction DirectionOf(char letter) => (Direction)Letters.IndexOf(letter);

    /// <summary>The letter of the way back.</summary>
    /// <param name="letter">The letter of the way out.</param>
    public static char Opposite(char letter) => Letters[(Letters.IndexOf(letter) + 2) % Letters.Length];

    /// <summary>Where moves end, seen from where they begin.</summary>
    /// <param name="moves">The moves.</param>
    public static (int East, int North) End(string moves) =>
        (Count(moves, 'E') - Count(moves, 'W'), Count(moves, 'N') - Count(moves, 'S'));

    /// <summary>The moves without those that undo each other.</summary>
    /// <param name="moves">The moves.</param>
    public static string Shortest(string moves) =>
        string.Concat(Letters.Select(letter => new string(letter, Math.Max(0, Count(moves, letter) - Count(moves, Opposite(letter))))));

    private static int Count(string moves, char letter) => moves.AsSpan().Count(letter);
}

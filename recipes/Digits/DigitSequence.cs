using System.Globalization;
using Kimi.Dsl;

namespace Kimi.Recipes.Digits;

/// <summary>
/// A prompt of verl's example: <c>2,5:9,3</c> asks for the three numbers that follow 2 and 5 in steps of their difference, where what comes after the largest
/// number, 9, begins again at 0: <c>8,1,4</c>.
/// </summary>
/// <param name="First">The first number.</param>
/// <param name="Second">The second number.</param>
/// <param name="Largest">The largest number.</param>
/// <param name="Count">How many are asked for.</param>
internal sealed record DigitSequence(int First, int Second, int Largest, int Count)
{
    /// <summary>The numbers that are asked for.</summary>
    public IReadOnlyList<int> Answer =>
        [.. Enumerable.Range(1, Count).Select(step => Modulo(Second + (step * (Second - First)), Largest + 1))];

    /// <summary>Reads a prompt; null if it is none of these.</summary>
    public static DigitSequence? Of(Prompt prompt) =>
        Numbers(prompt.Text, ',', ':') is [{ } first, { } second, { } largest, { } count] ? new(first, second, largest, count) : null;

    /// <summary>The numbers of a text, null where there is none.</summary>
    public static IReadOnlyList<int?> Numbers(string text, params char[] separators) =>
        [.. text.Split(separators).Select(number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : (int?)null)];

    private static int Modulo(int value, int modulus) => ((value % modulus) + modulus) % modulus;
}

using System.Globalization;

namespace Kimi.Recipes.Searches;

/// <summary>
/// Looks for the first root of a quadratic modulo 11: <c>375@2=</c> asks for the first x in the order 2, 3, … 9, A, 0, 1 with 3x² + 7x + 5 ≡ 0.
/// </summary>
/// <remarks>
/// Which x it is cannot be read off the prompt: it has to be tried, one after the other, so thinking is search and a longer search solves more. In a trial of
/// a candidate x come x, ax, ax + b, (ax + b)x and the value, one digit each.
/// </remarks>
/// <param name="A">The coefficient of x².</param>
/// <param name="B">The coefficient of x.</param>
/// <param name="C">The constant.</param>
/// <param name="Start">The first candidate.</param>
public sealed record RootSearch(int A, int B, int C, int Start)
{
    /// <summary>All digits are modulo this.</summary>
    public const int Modulus = 11;

    private const string Digits = "0123456789A";

    /// <summary>The candidates in their order, each with its trial.</summary>
    public IEnumerable<(int Candidate, string Trial, bool IsRoot)> Tries
    {
        get
        {
            for (var index = 0; index < Modulus; index++)
            {
                var x = (Start + index) % Modulus;
                var product = A * x % Modulus;
                var sum = (product + B) % Modulus;
                var square = sum * x % Modulus;
                var value = (square + C) % Modulus;
                yield return (x, string.Concat(new[] { x, product, sum, square, value }.Select(Digit)), value == 0);
            }
        }
    }

    /// <summary>The number of the try that finds the first root, from 1; null where there is no root.</summary>
    public int? Level => Tries.Select((found, index) => (found.IsRoot, Level: (int?)index + 1)).FirstOrDefault(found => found.IsRoot).Level;

    /// <summary>A random search.</summary>
    /// <param name="random">Where the digits come from.</param>
    public static RootSearch Random(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return new(random.Next(Modulus), random.Next(Modulus), random.Next(Modulus), random.Next(Modulus));
    }

    /// <summary>Reads a search as <see cref="ToString"/> writes it.</summary>
    /// <param name="text">Such as <c>375@2=</c>.</param>
    public static RootSearch Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int Value(int index) => Digits.IndexOf(text[index], StringComparison.Ordinal);
        return new(Value(0), Value(1), Value(2), Value("375@".Length));
    }

    /// <summary>A digit modulo 11; ten is A.</summary>
    /// <param name="value">From 0 to 10.</param>
    public static char Digit(int value) => Digits[value];

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Digit(A)}{Digit(B)}{Digit(C)}@{Digit(Start)}=");
}

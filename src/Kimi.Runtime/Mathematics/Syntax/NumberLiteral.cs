using System.Globalization;
using System.Numerics;
using Kimi.Runtime.Mathematics.Arithmetic;

namespace Kimi.Runtime.Mathematics.Syntax;

/// <summary>The value of a number as the lexer writes it: <c>12</c>, <c>.5</c>, <c>1.5e-3</c>, and <c>0.1[6]</c> for 1/6.</summary>
internal static class NumberLiteral
{
    private const int LargestExponent = 5_000;

    /// <summary>Reads a number.</summary>
    /// <param name="token">The number.</param>
    /// <exception cref="MathSyntaxException">Its exponent is too large.</exception>
    public static Expression.Number Read(Token token)
    {
        var text = token.Text;
        var exponent = 0;
        if (text.IndexOfAny(['e', 'E']) is > 0 and var mark)
        {
            if (!int.TryParse(text.AsSpan(mark + 1), CultureInfo.InvariantCulture, out exponent) || Math.Abs(exponent) > LargestExponent)
                throw new MathSyntaxException("the exponent of a number is too large", token.Place);
            text = text[..mark];
        }

        var repeating = text.IndexOf('[', StringComparison.Ordinal) is >= 0 and var open ? text[(open + 1)..^1] : "";
        text = repeating.Length > 0 ? text[..^(repeating.Length + 2)] : text;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        var digits = text.Replace(".", "", StringComparison.Ordinal);
        var budget = new Budget(long.MaxValue);
        var value = Fraction.Of(Integer(digits)).Multiply(TenTo(-decimals, budget), budget);
        if (repeating.Length > 0)
        {
            var part = Fraction.Of(Integer(repeating), BigInteger.Pow(10, repeating.Length) - 1, budget);
            value = value.Add(part.Multiply(TenTo(-decimals, budget), budget), budget);
        }

        return new(value.Multiply(TenTo(exponent, budget), budget))
        {
            Decimals = repeating.Length > 0 || (point < 0 && exponent == 0) ? null : Math.Max(0, decimals - exponent),
            SignificantDigits = digits.TrimStart('0').Length,
        };
    }

    private static BigInteger Integer(string digits) => digits.Length == 0 ? 0 : BigInteger.Parse(digits, CultureInfo.InvariantCulture);

    private static Fraction TenTo(int exponent, Budget budget) => Fraction.Of(10).Power(exponent, budget) ?? Fraction.Zero;
}

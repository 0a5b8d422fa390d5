using System.Globalization;

namespace Kimi.Runtime.Mathematics.Syntax;

/// <summary>An answer cannot be read; it never leaves the judge.</summary>
/// <param name="why">What is wrong.</param>
/// <param name="place">Where, counted from 0.</param>
internal sealed class MathSyntaxException(string why, int place)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"{why} at character {place + 1}"));

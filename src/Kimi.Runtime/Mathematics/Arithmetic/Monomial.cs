using System.Globalization;

namespace Kimi.Runtime.Mathematics.Arithmetic;

/// <summary>A product of powers of variables.</summary>
internal sealed class Monomial
{
    private Monomial(IReadOnlyList<(string Variable, int Exponent)> powers)
    {
        Powers = powers;
        Key = string.Join(' ', powers.Select(power => string.Create(CultureInfo.InvariantCulture, $"{power.Variable}^{power.Exponent}")));
    }

    /// <summary>The empty product.</summary>
    public static Monomial One { get; } = new([]);

    /// <summary>The variables, in the order of their names, with exponents of at least 1.</summary>
    public IReadOnlyList<(string Variable, int Exponent)> Powers { get; }

    /// <summary>The same text for equal monomials; empty for the empty product.</summary>
    public string Key { get; }

    /// <summary>A variable to the power of 1.</summary>
    /// <param name="variable">Its name.</param>
    public static Monomial Of(string variable) => new([(variable, 1)]);

    /// <summary>The product.</summary>
    /// <param name="other">The other factor.</param>
    /// <param name="budget">Pays for it.</param>
    public Monomial Multiply(Monomial other, Budget budget)
    {
        budget.Spend(4 * (Powers.Count + other.Powers.Count + 1));
        if (Powers.Count == 0)
            return other;
        if (other.Powers.Count == 0)
            return this;
        return new([.. Powers.Concat(other.Powers)
            .GroupBy(power => power.Variable, power => power.Exponent, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Sum()))
            .OrderBy(power => power.Key, StringComparer.Ordinal)]);
    }
}

using System.Globalization;
using System.Numerics;

namespace Kimi.Runtime.Mathematics.Arithmetic;

/// <summary>A polynomial with exact coefficients, as a sum of different monomials. Its variables have names, which may stand for any number.</summary>
internal sealed class Polynomial
{
    private readonly SortedDictionary<string, (Monomial Monomial, Fraction Coefficient)> _terms;

    private Polynomial(SortedDictionary<string, (Monomial, Fraction)> terms) => _terms = terms;

    /// <summary>The number of terms.</summary>
    public int Count => _terms.Count;

    /// <summary>The terms, in an order that only depends on the polynomial.</summary>
    public IEnumerable<(Monomial Monomial, Fraction Coefficient)> Terms => _terms.Values;

    /// <summary>Whether it is 0.</summary>
    public bool IsZero => _terms.Count == 0;

    /// <summary>Its value where it has no variable; null otherwise.</summary>
    public Fraction? Constant => Count == 0 ? Fraction.Zero : Count == 1 && _terms.TryGetValue("", out var term) ? term.Coefficient : null;

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    public static Polynomial Of(Fraction value)
    {
        SortedDictionary<string, (Monomial, Fraction)> terms = new(StringComparer.Ordinal);
        if (!value.IsZero)
            terms[""] = (Monomial.One, value);
        return new(terms);
    }

    /// <summary>A variable.</summary>
    /// <param name="name">Its name.</param>
    public static Polynomial Variable(string name)
    {
        var monomial = Monomial.Of(name);
        return new(new(StringComparer.Ordinal) { [monomial.Key] = (monomial, Fraction.One) });
    }

    /// <summary>The sum with a multiple of another.</summary>
    /// <param name="other">The other.</param>
    /// <param name="factor">What it is multiplied by.</param>
    /// <param name="budget">Pays for it.</param>
    public Polynomial Add(Polynomial other, Fraction factor, Budget budget)
    {
        budget.Spend(8 * (Count + other.Count));
        SortedDictionary<string, (Monomial, Fraction)> sum = new(_terms, StringComparer.Ordinal);
        foreach (var (monomial, coefficient) in other.Terms)
            Accumulate(sum, monomial, coefficient.Multiply(factor, budget), budget);
        return new(sum);
    }

    /// <summary>The product.</summary>
    /// <param name="other">The other factor.</param>
    /// <param name="budget">Pays for it.</param>
    public Polynomial Multiply(Polynomial other, Budget budget)
    {
        SortedDictionary<string, (Monomial, Fraction)> product = new(StringComparer.Ordinal);
        foreach (var (left, leftCoefficient) in Terms)
        {
            foreach (var (right, rightCoefficient) in other.Terms)
                Accumulate(product, left.Multiply(right, budget), leftCoefficient.Multiply(rightCoefficient, budget), budget);
        }

        return new(product);
    }

    /// <summary>A power.</summary>
    /// <param name="exponent">The exponent; not negative.</param>
    /// <param name="budget">Pays for it.</param>
    public Polynomial Power(int exponent, Budget budget)
    {
        var (power, square) = (Of(Fraction.One), this);
        for (var rest = exponent; rest > 0; rest >>= 1)
        {
            if ((rest & 1) != 0)
                power = power.Multiply(square, budget);
            if (rest > 1)
                square = square.Multiply(square, budget);
        }

        return power;
    }

    /// <summary>The factor by which it is another's multiple; null where it is not, or either is 0.</summary>
    /// <param name="other">The other.</param>
    /// <param name="budget">Pays for it.</param>
    public Fraction? RatioTo(Polynomial other, Budget budget)
    {
        if (Count != other.Count || IsZero || !_terms.Keys.SequenceEqual(other._terms.Keys))
            return null;
        var ratio = _terms.First().Value.Coefficient.Multiply(other._terms.First().Value.Coefficient.Reciprocal(), budget);
        return Add(other, Fraction.Of(BigInteger.MinusOne).Multiply(ratio, budget), budget).IsZero ? ratio : null;
    }

    /// <summary>The polynomial as text: the same for equal ones.</summary>
    public override string ToString() =>
        string.Join('+', _terms.Select(term => string.Create(CultureInfo.InvariantCulture, $"{term.Value.Coefficient}*{term.Key}")));

    private static void Accumulate(
        SortedDictionary<string, (Monomial Monomial, Fraction Coefficient)> terms, Monomial monomial, Fraction coefficient, Budget budget)
    {
        budget.Spend(16 + monomial.Key.Length);
        var sum = terms.TryGetValue(monomial.Key, out var known) ? known.Coefficient.Add(coefficient, budget) : coefficient;
        if (sum.IsZero)
            terms.Remove(monomial.Key);
        else
            terms[monomial.Key] = (monomial, sum);
    }
}

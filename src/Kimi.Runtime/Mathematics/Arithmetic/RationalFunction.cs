using System.Numerics;

namespace Kimi.Runtime.Mathematics.Arithmetic;

/// <summary>A quotient of polynomials. It is not reduced: two are equal when the products across are.</summary>
/// <param name="Numerator">The numerator.</param>
/// <param name="Denominator">The denominator; not 0.</param>
internal sealed record RationalFunction(Polynomial Numerator, Polynomial Denominator)
{
    private static readonly Fraction s_minusOne = Fraction.Of(BigInteger.MinusOne);

    /// <summary>A polynomial.</summary>
    /// <param name="polynomial">The polynomial.</param>
    public static RationalFunction Of(Polynomial polynomial) => new(polynomial, Polynomial.Of(Fraction.One));

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    public static RationalFunction Of(Fraction value) => Of(Polynomial.Of(value));

    /// <summary>The sum.</summary>
    /// <param name="other">The other summand.</param>
    /// <param name="budget">Pays for it.</param>
    public RationalFunction Add(RationalFunction other, Budget budget) => Combine(other, Fraction.One, budget);

    /// <summary>The difference.</summary>
    /// <param name="other">What is taken away.</param>
    /// <param name="budget">Pays for it.</param>
    public RationalFunction Subtract(RationalFunction other, Budget budget) => Combine(other, s_minusOne, budget);

    /// <summary>The product.</summary>
    /// <param name="other">The other factor.</param>
    /// <param name="budget">Pays for it.</param>
    public RationalFunction Multiply(RationalFunction other, Budget budget) =>
        new(Numerator.Multiply(other.Numerator, budget), Denominator.Multiply(other.Denominator, budget));

    /// <summary>A power; null for 0 to a negative power.</summary>
    /// <param name="exponent">The exponent.</param>
    /// <param name="budget">Pays for it.</param>
    public RationalFunction? Power(int exponent, Budget budget)
    {
        if (exponent < 0 && Numerator.IsZero)
            return null;
        var (top, bottom) = exponent < 0 ? (Denominator, Numerator) : (Numerator, Denominator);
        return new(top.Power(Math.Abs(exponent), budget), bottom.Power(Math.Abs(exponent), budget));
    }

    /// <summary>Its value where it has no variable; null otherwise.</summary>
    /// <param name="budget">Pays for it.</param>
    public Fraction? Constant(Budget budget) =>
        Numerator.IsZero ? Fraction.Zero
        : Numerator.Constant is { } top && Denominator.Constant is { } bottom ? top.Multiply(bottom.Reciprocal(), budget)
        : Numerator.RatioTo(Denominator, budget);

    private RationalFunction Combine(RationalFunction other, Fraction factor, Budget budget)
    {
        if (Denominator.RatioTo(other.Denominator, budget) is { } ratio)
            return new(Numerator.Add(other.Numerator, factor.Multiply(ratio, budget), budget), Denominator);
        var (left, right) = (Numerator.Multiply(other.Denominator, budget), other.Numerator.Multiply(Denominator, budget));
        return new(left.Add(right, factor, budget), Denominator.Multiply(other.Denominator, budget));
    }
}

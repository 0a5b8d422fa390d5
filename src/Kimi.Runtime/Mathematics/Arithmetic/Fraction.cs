using System.Globalization;
using System.Numerics;

namespace Kimi.Runtime.Mathematics.Arithmetic;

/// <summary>An exact fraction in lowest terms, with a positive denominator.</summary>
internal readonly record struct Fraction
{
    private readonly BigInteger _denominatorLessOne;

    private Fraction(BigInteger numerator, BigInteger denominator) => (Numerator, _denominatorLessOne) = (numerator, denominator - 1);

    /// <summary>0.</summary>
    public static Fraction Zero => default;

    /// <summary>1.</summary>
    public static Fraction One { get; } = new(1, 1);

    /// <summary>The numerator.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The denominator, at least 1. Kept less one, so that the default value is 0.</summary>
    public BigInteger Denominator => _denominatorLessOne + 1;

    /// <summary>Whether it is 0.</summary>
    public bool IsZero => Numerator.IsZero;

    /// <summary>Whether it is a whole number.</summary>
    public bool IsInteger => _denominatorLessOne.IsZero;

    /// <summary>−1, 0 or 1.</summary>
    public int Sign => Numerator.Sign;

    /// <summary>The machine words of 32 bits that it takes, at least 2: what operations on it cost.</summary>
    public long Words => 2 + ((Numerator.GetBitLength() + _denominatorLessOne.GetBitLength()) / 32);

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static Fraction Of(BigInteger value) => new(value, 1);

    /// <summary>A fraction in lowest terms.</summary>
    /// <param name="numerator">The numerator.</param>
    /// <param name="denominator">The denominator; not 0.</param>
    /// <param name="budget">Pays for it.</param>
    public static Fraction Of(BigInteger numerator, BigInteger denominator, Budget budget)
    {
        if (denominator.IsOne)
            return new(numerator, 1);
        var (n, d) = (2 + (numerator.GetBitLength() / 32), 2 + (denominator.GetBitLength() / 32));
        budget.Spend(n * d);
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        return new(numerator / divisor, denominator / divisor);
    }

    /// <summary>The sum.</summary>
    /// <param name="other">The other summand.</param>
    /// <param name="budget">Pays for it.</param>
    public Fraction Add(Fraction other, Budget budget)
    {
        budget.Spend(Words + other.Words);
        if (IsInteger && other.IsInteger)
            return Of(Numerator + other.Numerator);
        budget.Spend(Words * other.Words);
        return Of((Numerator * other.Denominator) + (other.Numerator * Denominator), Denominator * other.Denominator, budget);
    }

    /// <summary>The product.</summary>
    /// <param name="other">The other factor.</param>
    /// <param name="budget">Pays for it.</param>
    public Fraction Multiply(Fraction other, Budget budget)
    {
        budget.Spend(Words * other.Words);
        return Of(Numerator * other.Numerator, Denominator * other.Denominator, budget);
    }

    /// <summary>The reciprocal of what is not 0.</summary>
    public Fraction Reciprocal() => Numerator.Sign > 0 ? new(Denominator, Numerator) : new(-Denominator, -Numerator);

    /// <summary>The power, or null where it has more digits than are worked with, or is 0 to a negative power.</summary>
    /// <param name="exponent">The exponent.</param>
    /// <param name="budget">Pays for it.</param>
    public Fraction? Power(BigInteger exponent, Budget budget)
    {
        const long mostBits = 1 << 17;
        if (exponent.IsZero)
            return One;
        if (IsZero)
            return exponent.Sign > 0 ? Zero : null;
        var magnitude = BigInteger.Abs(exponent);
        if (IsInteger && BigInteger.Abs(Numerator).IsOne)
            return exponent.IsEven ? One : this;
        if (magnitude > mostBits || (long)magnitude * Math.Max(Numerator.GetBitLength(), Denominator.GetBitLength()) > mostBits)
            return null;
        var words = 2 + ((long)magnitude * (Numerator.GetBitLength() + Denominator.GetBitLength()) / 32);
        budget.Spend(words * (long)Math.Sqrt(words));
        Fraction power = new(BigInteger.Pow(Numerator, (int)magnitude), BigInteger.Pow(Denominator, (int)magnitude));
        return exponent.Sign > 0 ? power : power.Reciprocal();
    }

    /// <summary>The real root, where it is a fraction; null where it is not.</summary>
    /// <param name="degree">2 for the square root; at least 2.</param>
    /// <param name="budget">Pays for it.</param>
    public Fraction? Root(int degree, Budget budget)
    {
        if (Sign < 0 && degree % 2 == 0)
            return null;
        return RootOf(BigInteger.Abs(Numerator), degree, budget) is { } numerator && RootOf(Denominator, degree, budget) is { } denominator
            ? new(numerator * Sign, denominator)
            : null;
    }

    /// <summary>As a number in double precision; infinite where it is too large.</summary>
    public double ToDouble()
    {
        if (IsInteger)
            return (double)Numerator;
        var shift = (int)(Denominator.GetBitLength() - Numerator.GetBitLength()) + 64;
        var scaled = shift > 0 ? (Numerator << shift) / Denominator : Numerator / (Denominator << -shift);
        return Math.ScaleB((double)scaled, -shift);
    }

    /// <inheritdoc/>
    public override string ToString() => IsInteger
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static BigInteger? RootOf(BigInteger value, int degree, Budget budget)
    {
        if (value.IsZero || value.IsOne)
            return value;
        var bits = value.GetBitLength();
        if (degree >= bits)
            return null;
        var words = 2 + (bits / 32);
        budget.Spend(bits / degree * words * words / 8);
        var (low, high) = (BigInteger.One, BigInteger.One << (int)((bits / degree) + 1));
        while (low < high)
        {
            var middle = (low + high + 1) >> 1;
            if (BigInteger.Pow(middle, degree) <= value)
                low = middle;
            else
                high = middle - 1;
        }

        return BigInteger.Pow(low, degree) == value ? low : null;
    }
}

using System.Numerics;
using Kimi.Dsl;
using Kimi.Runtime.Mathematics.Arithmetic;
using Kimi.Runtime.Mathematics.Syntax;

namespace Kimi.Runtime.Mathematics.Equivalence;

/// <summary>
/// Whether two values are the same for all values of their variables: by their exact forms where these decide, else by their values at several points that
/// depend on nothing but the names of the variables.
/// </summary>
/// <param name="budget">Pays for it.</param>
internal sealed class ScalarEquivalence(Budget budget)
{
    private const int Points = 8;
    private const int FewestPoints = 3;
    private const double Relative = 1e-9;
    private const double OfSummands = 1e-13;

    // A decimal with as many digits is taken for a rounded value; with fewer, for the exact one.
    private const int DigitsOfRounded = 4;
    private const int DigitsOfComputed = 10;

    /// <summary>Compares two values.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public Equality Compare(Expression left, Expression right)
    {
        if (Infinity(left) is var sign && (sign != 0 || Infinity(right) != 0))
            return sign == Infinity(right) ? Equality.Equal : Equality.Different;
        return budget.Half(part => Exactly(left, right, part)) ?? CompareValues(left, right);
    }

    /// <summary>The ratio of two values where it is the same number for all values of their variables; null where it is not, or is not found.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other; not 0 everywhere.</param>
    public Complex? Ratio(Expression left, Expression right)
    {
        Complex? ratio = null;
        var valid = 0;
        for (var point = 0; point < Points; point++)
        {
            var (l, r, _) = At(left, right, point);
            if (!IsNumber(l) || !IsNumber(r) || Complex.Abs(r) < OfSummands || Complex.Abs(l) < OfSummands)
                continue;
            ratio ??= l / r;
            if (Complex.Abs((l / r) - ratio.Value) > Relative * 10 * Complex.Abs(ratio.Value))
                return null;
            valid++;
        }

        return valid >= FewestPoints ? ratio : null;
    }

    // Null where the exact forms do not decide.
    private static Equality? Exactly(Expression left, Expression right, Budget budget)
    {
        var exact = new ExactForm(budget);
        if (exact.Of(left) is not { } leftForm || exact.Of(right) is not { } rightForm)
            return null;
        if (leftForm.Subtract(rightForm, budget).Numerator.IsZero)
            return Equality.Equal;
        if (exact.HasOpaqueParts)
            return null;
        return leftForm.Constant(budget) is { } l && rightForm.Constant(budget) is { } r && IsRounded(left, right, l, r, budget)
            ? Equality.Equal
            : Equality.Different;
    }

    private Equality CompareValues(Expression left, Expression right)
    {
        var hasVariables = Tree.Any(left, IsVariable) || Tree.Any(right, IsVariable);
        var (points, fewest) = hasVariables ? (Points, FewestPoints) : (1, 1);
        var (valid, oneSided) = (0, 0);
        for (var point = 0; point < points; point++)
        {
            var (l, r, largest) = At(left, right, point);
            if (!IsNumber(l) || !IsNumber(r))
                oneSided += IsNumber(l) || IsNumber(r) ? 1 : 0;
            else if (Complex.Abs(l - r) <= (Relative * Math.Max(Complex.Abs(l), Complex.Abs(r))) + (OfSummands * largest))
                valid++;
            else
                return !hasVariables && IsRounded(left, right, l, r) ? Equality.Equal : Equality.Different;
        }

        // Where one has a value and the other has none, such as 1/0, they are different.
        return valid >= fewest ? Equality.Equal : oneSided >= fewest ? Equality.Different : Equality.Undecided;
    }

    private (Complex Left, Complex Right, double Largest) At(Expression left, Expression right, int point)
    {
        var value = new NumericValue(name => Coordinate(name, point), budget);
        return (value.Of(left), value.Of(right), value.LargestSummand);
    }

    // Real numbers from 0.3 to 2.3, of both signs at the first points: roots and logarithms are often meant of positive numbers, but |x| is not x.
    private static Complex Coordinate(string name, int point)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var character in name)
            hash = (hash ^ character) * 1_099_511_628_211UL;
        var random = new SeededRandom(hash + (ulong)point);
        var magnitude = 0.3 + (2 * random.NextDouble());
        return point < Points / 2 && random.Next(2) == 0 ? -magnitude : magnitude;
    }

    private static bool IsRounded(Expression left, Expression right, Fraction l, Fraction r, Budget budget)
    {
        var difference = l.Add(r.Multiply(Fraction.Of(BigInteger.MinusOne), budget), budget);
        return IsRounded(Decimal(left), Decimal(right), Math.Abs(difference.ToDouble()), Math.Max(Math.Abs(l.ToDouble()), Math.Abs(r.ToDouble())));
    }

    private static bool IsRounded(Expression left, Expression right, Complex l, Complex r) =>
        IsRounded(Decimal(left), Decimal(right), Complex.Abs(l - r), Math.Max(Complex.Abs(l), Complex.Abs(r)));

    // 2.6667 is 8/3, and 201.89999999999998 is 201.9; but 0.33 is not 1/3, and 3.14 not 3.142.
    private static bool IsRounded(Expression.Number? left, Expression.Number? right, double difference, double size) => (left, right) switch
    {
        ({ } a, { } b) => Math.Max(a.SignificantDigits, b.SignificantDigits) >= DigitsOfComputed && difference <= Relative * size,
        ({ } a, null) => IsRounded(a, difference),
        (null, { } b) => IsRounded(b, difference),
        _ => false,
    };

    private static bool IsRounded(Expression.Number number, double difference) =>
        number.SignificantDigits >= DigitsOfRounded && difference <= 0.5 * Math.Pow(10, -number.Decimals!.Value) * (1 + Relative);

    // A number with a decimal point, behind any signs.
    private static Expression.Number? Decimal(Expression expression) => expression switch
    {
        Expression.Number { Decimals: > 0 } number => number,
        Expression.Product { Factors: [Expression.Number { Decimals: null } sign, var rest] } when sign.Value == Fraction.Of(BigInteger.MinusOne) =>
            Decimal(rest),
        Expression.Percent percent => Decimal(percent.Value) is { } number ? number with { Decimals = number.Decimals + 2 } : null,
        _ => null,
    };

    private static bool IsVariable(Expression expression) => expression is Expression.Symbol or Expression.Applied;

    private static bool IsNumber(Complex value) => double.IsFinite(value.Real) && double.IsFinite(value.Imaginary);

    // 1 or −1 for an infinite value, else 0.
    private static int Infinity(Expression expression) => expression switch
    {
        Expression.Constant { Name: ConstantName.Infinity } => 1,
        Expression.Product { Factors: [Expression.Number { Value.Sign: var sign }, var rest] } => sign * Infinity(rest),
        _ => 0,
    };
}

using System.Numerics;
using Kimi.Runtime.Mathematics.Arithmetic;
using Kimi.Runtime.Mathematics.Syntax;

namespace Kimi.Runtime.Mathematics.Equivalence;

/// <summary>The value of an expression in double precision, with numbers in the place of its variables.</summary>
/// <param name="valueOf">The numbers, by the names of variables and of parts that have no known value.</param>
/// <param name="budget">Pays for it.</param>
internal sealed class NumericValue(Func<string, Complex> valueOf, Budget budget)
{
    private const int LargestMultiplied = 256;

    /// <summary>The largest summand so far: what rounding errors are relative to.</summary>
    public double LargestSummand { get; private set; }

    /// <summary>Evaluates a value; not a number, or infinite, where it has none.</summary>
    /// <param name="expression">The value.</param>
    public Complex Of(Expression expression)
    {
        budget.Spend(16);
        return expression switch
        {
            Expression.Number number => number.Value.ToDouble(),
            Expression.Symbol symbol => valueOf(symbol.Name),
            Expression.Constant constant => constant.Name switch
            {
                ConstantName.Pi => Math.PI,
                ConstantName.E => Math.E,
                ConstantName.I => Complex.ImaginaryOne,
                _ => double.PositiveInfinity,
            },
            Expression.Sum sum => Sum(sum.Terms),
            Expression.Product product => product.Factors.Aggregate(Complex.One, (total, factor) => total * Of(factor)),
            Expression.Power power => Power(power),
            Expression.Percent percent => Of(percent.Value) / 100,
            Expression.Degrees degrees => Of(degrees.Value) * Math.PI / 180,
            Expression.Quantity quantity => Of(quantity.Value),
            Expression.Ratio ratio => ratio.Parts.Skip(1).Aggregate(Of(ratio.Parts[0]), (total, part) => total / Of(part)),
            Expression.Call call => Of(call.Function, [.. call.Arguments.Select(Of)]),
            Expression.Applied { Name: "overline", Arguments: [var inner] } => Complex.Conjugate(Of(inner)),
            _ => valueOf(ExpressionText.Of(expression)),
        };
    }

    private Complex Sum(IReadOnlyList<Expression> terms)
    {
        var total = Complex.Zero;
        foreach (var term in terms)
        {
            var value = Of(term);
            LargestSummand = Math.Max(LargestSummand, Complex.Abs(value));
            total += value;
        }

        return total;
    }

    private Complex Power(Expression.Power power)
    {
        var (root, exponent) = (Of(power.Base), Of(power.Exponent));
        if (exponent == -1)
            return Complex.One / root;
        if (exponent == 0.5)
            return Complex.Sqrt(root);
        if (exponent.Imaginary == 0 && exponent.Real == Math.Round(exponent.Real) && Math.Abs(exponent.Real) <= LargestMultiplied)
            return Multiplied(root, (int)exponent.Real);

        // Of the roots of odd degree of a negative number, one is real, and is meant.
        if (root is { Imaginary: 0, Real: < 0 } && new ExactForm(budget).Constant(power.Exponent) is { IsInteger: false, Denominator.IsEven: false } fraction)
            return Math.Pow(-root.Real, exponent.Real) * (fraction.Numerator.IsEven ? 1 : -1);
        return root == Complex.Zero ? exponent.Real > 0 ? Complex.Zero : Complex.NaN
            : root is { Imaginary: 0, Real: > 0 } && exponent.Imaginary == 0 ? Math.Pow(root.Real, exponent.Real)
            : Complex.Exp(exponent * Complex.Log(root));
    }

    private static Complex Multiplied(Complex root, int exponent)
    {
        var power = Complex.One;
        for (var (rest, square) = (Math.Abs(exponent), root); rest > 0; rest >>= 1)
        {
            if ((rest & 1) != 0)
                power *= square;
            square *= square;
        }

        return exponent < 0 ? Complex.One / power : power;
    }

    private static Complex Of(Function function, Complex[] arguments) => (function, arguments) switch
    {
        (Function.Sin, [var x]) => Complex.Sin(x),
        (Function.Cos, [var x]) => Complex.Cos(x),
        (Function.Tan, [var x]) => Complex.Tan(x),
        (Function.Cot, [var x]) => Complex.Cos(x) / Complex.Sin(x),
        (Function.Sec, [var x]) => Complex.One / Complex.Cos(x),
        (Function.Csc, [var x]) => Complex.One / Complex.Sin(x),
        (Function.Arcsin, [var x]) => Complex.Asin(x),
        (Function.Arccos, [var x]) => Complex.Acos(x),
        (Function.Arctan, [var x]) => Complex.Atan(x),
        (Function.Arccot, [var x]) => (Math.PI / 2) - Complex.Atan(x),
        (Function.Arcsec, [var x]) => Complex.Acos(Complex.One / x),
        (Function.Arccsc, [var x]) => Complex.Asin(Complex.One / x),
        (Function.Sinh, [var x]) => Complex.Sinh(x),
        (Function.Cosh, [var x]) => Complex.Cosh(x),
        (Function.Tanh, [var x]) => Complex.Tanh(x),
        (Function.Ln, [var x]) => x == Complex.Zero ? Complex.NaN : Complex.Log(x),
        (Function.Log, [var x, var root]) => x == Complex.Zero || root == Complex.Zero ? Complex.NaN : Complex.Log(x) / Complex.Log(root),
        (Function.Abs, [var x]) => Complex.Abs(x),
        (Function.Floor, [{ Imaginary: 0 } x]) => Math.Floor(x.Real),
        (Function.Ceiling, [{ Imaginary: 0 } x]) => Math.Ceiling(x.Real),
        (Function.Factorial, [var x]) => Gamma.Of(x + 1),
        (Function.Binomial, [var n, var k]) => Gamma.Of(n + 1) / (Gamma.Of(k + 1) * Gamma.Of(n - k + 1)),
        (Function.Max, [_, ..]) => arguments.MaxBy(x => x.Real),
        (Function.Min, [_, ..]) => arguments.MinBy(x => x.Real),
        (Function.Re, [var x]) => x.Real,
        (Function.Im, [var x]) => x.Imaginary,
        _ => Complex.NaN,
    };
}

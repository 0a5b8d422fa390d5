using System.Globalization;
using System.Numerics;
using Kimi.Runtime.Mathematics.Arithmetic;
using Kimi.Runtime.Mathematics.Syntax;

namespace Kimi.Runtime.Mathematics.Equivalence;

/// <summary>
/// A value as an exact quotient of polynomials, in its variables and in the parts that are no polynomials, such as √2 or sin x. Equal forms are equal values;
/// different ones too, if all parts are variables.
/// </summary>
/// <param name="budget">Pays for it.</param>
internal sealed class ExactForm(Budget budget)
{
    private const int LargestExponent = 64;
    private const int LargestFactorial = 1_000;

    // A part is met again where it is within a key.
    private readonly Dictionary<Expression, RationalFunction?> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether a part that is no polynomial was met: then different forms may be equal.</summary>
    public bool HasOpaqueParts { get; private set; }

    /// <summary>The form of a value; null where it has none, as 1/0.</summary>
    /// <param name="expression">The value.</param>
    public RationalFunction? Of(Expression expression)
    {
        budget.Spend(8);
        if (!_known.TryGetValue(expression, out var form))
            _known[expression] = form = Computed(expression);
        return form;
    }

    /// <summary>The exact value of what has no variables and is a fraction; null otherwise.</summary>
    /// <param name="expression">The value.</param>
    public Fraction? Constant(Expression expression) => Of(expression)?.Constant(budget);

    private RationalFunction? Computed(Expression expression) => expression switch
    {
        Expression.Number number => RationalFunction.Of(number.Value),
        Expression.Symbol symbol => RationalFunction.Of(Polynomial.Variable(symbol.Name)),
        Expression.Sum sum => Fold(sum.Terms, Fraction.Zero, (total, term) => total.Add(term, budget)),
        Expression.Product product => Fold(product.Factors, Fraction.One, (total, factor) => total.Multiply(factor, budget)),
        Expression.Power power => OfPower(power),
        Expression.Percent percent => Of(percent.Value)?.Multiply(RationalFunction.Of(Fraction.Of(1, 100, budget)), budget),
        Expression.Degrees degrees => Of(degrees.Value)?.Multiply(RationalFunction.Of(Fraction.Of(1, 180, budget)), budget)
            .Multiply(Opaque(new Expression.Constant(ConstantName.Pi)), budget),
        Expression.Quantity quantity => Of(quantity.Value),
        Expression.Call call => Value(call) is { } value ? RationalFunction.Of(value) : Opaque(call),
        _ => Opaque(expression),
    };

    private RationalFunction? Fold(IReadOnlyList<Expression> parts, Fraction start, Func<RationalFunction, RationalFunction, RationalFunction> combine)
    {
        var total = RationalFunction.Of(start);
        foreach (var part in parts)
        {
            if (Of(part) is not { } form)
                return null;
            total = combine(total, form);
        }

        return total;
    }

    private RationalFunction? OfPower(Expression.Power power)
    {
        if (Constant(power.Exponent) is not { } exponent)
            return Opaque(power);
        if (Of(power.Base) is not { } form)
            return null;
        if (form.Constant(budget) is { } value)
            return PowerOf(value, exponent) is { } exact ? RationalFunction.Of(exact) : value.IsZero ? null : Opaque(power);
        return exponent.IsInteger && BigInteger.Abs(exponent.Numerator) <= LargestExponent
            ? form.Power((int)exponent.Numerator, budget)
            : Opaque(power);
    }

    private Fraction? PowerOf(Fraction value, Fraction exponent) =>
        exponent.IsInteger ? value.Power(exponent.Numerator, budget)
        : exponent.Denominator <= LargestExponent && value.Root((int)exponent.Denominator, budget) is { } root ? root.Power(exponent.Numerator, budget)
        : null;

    private Fraction? Value(Expression.Call call)
    {
        List<Fraction> arguments = [];
        foreach (var argument in call.Arguments)
        {
            if (Constant(argument) is not { } value)
                return null;
            arguments.Add(value);
        }

        return (call.Function, arguments) switch
        {
            (Function.Abs, [var value]) => value.Sign < 0 ? value.Multiply(Fraction.Of(BigInteger.MinusOne), budget) : value,
            (Function.Floor, [var value]) => Fraction.Of(Floor(value)),
            (Function.Ceiling, [var value]) => Fraction.Of(-Floor(value.Multiply(Fraction.Of(BigInteger.MinusOne), budget))),
            (Function.Factorial, [{ IsInteger: true, Sign: >= 0 } n]) when n.Numerator <= LargestFactorial =>
                Fraction.Of(Falling(n.Numerator, (int)n.Numerator)),
            (Function.Binomial, [{ IsInteger: true, Sign: >= 0 } n, { IsInteger: true, Sign: >= 0 } k]) when k.Numerator <= LargestFactorial =>
                Binomial(n, k),
            (Function.Max, _) => arguments.MaxBy(value => value.ToDouble()),
            (Function.Min, _) => arguments.MinBy(value => value.ToDouble()),
            (Function.Gcd, _) when arguments.TrueForAll(value => value.IsInteger) => arguments.Aggregate(Fraction.Zero, Gcd),
            (Function.Lcm, _) when arguments.TrueForAll(value => value is { IsInteger: true, IsZero: false }) => arguments.Aggregate(Fraction.One, Lcm),
            (Function.Re, [var value]) => value,
            (Function.Im, [_]) => Fraction.Zero,
            _ => null,
        };
    }

    private static BigInteger Floor(Fraction value)
    {
        var quotient = BigInteger.DivRem(value.Numerator, value.Denominator, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }

    private BigInteger Falling(BigInteger from, int factors)
    {
        var product = BigInteger.One;
        for (var factor = 0; factor < factors; factor++)
        {
            budget.Spend(4 + (product.GetBitLength() / 32));
            product *= from - factor;
        }

        return product;
    }

    private Fraction? Binomial(Fraction n, Fraction k) =>
        k.Numerator > n.Numerator ? Fraction.Zero
        : n.Words > 10 ? null
        : Fraction.Of(Falling(n.Numerator, (int)k.Numerator), Falling(k.Numerator, (int)k.Numerator), budget);

    private Fraction Gcd(Fraction left, Fraction right)
    {
        budget.Spend(left.Words * right.Words);
        return Fraction.Of(BigInteger.GreatestCommonDivisor(left.Numerator, right.Numerator));
    }

    private Fraction Lcm(Fraction left, Fraction right)
    {
        var divisor = Gcd(left, right);
        return Fraction.Of(BigInteger.Abs(left.Multiply(right, budget).Numerator) / divisor.Numerator);
    }

    private RationalFunction Opaque(Expression expression)
    {
        HasOpaqueParts = true;
        return RationalFunction.Of(Polynomial.Variable(Key(expression)));
    }

    // Equal parts get equal keys, as far as their own parts have one form.
    private string Key(Expression expression) => expression switch
    {
        Expression.Call call => string.Create(CultureInfo.InvariantCulture, $"{call.Function}({string.Join(';', call.Arguments.Select(FormKey))})"),
        Expression.Power power => $"[{FormKey(power.Base)}]^[{FormKey(power.Exponent)}]",
        Expression.Applied applied => $"{applied.Name}({string.Join(';', applied.Arguments.Select(FormKey))})",
        Expression.Ratio ratio => string.Join(':', ratio.Parts.Select(FormKey)),
        Expression.Constant constant => $"<{constant.Name}>",
        _ => ExpressionText.Of(expression),
    };

    private string FormKey(Expression expression) =>
        Of(expression) is { } form ? $"{form.Numerator}|{form.Denominator}" : ExpressionText.Of(expression);
}

using System.Numerics;
using Kimi.Runtime.Mathematics.Arithmetic;
using Kimi.Runtime.Mathematics.Syntax;

namespace Kimi.Runtime.Mathematics.Equivalence;

/// <summary>Solves equations of the second degree in one variable: ax² + bx + c = 0 at x = (−b ± √(b² − 4ac)) / 2a.</summary>
/// <param name="budget">Pays for it.</param>
internal sealed class QuadraticEquations(Budget budget)
{
    /// <summary>The variable and its solutions, one or a set of two; null where it is no such equation, or its coefficients are no fractions.</summary>
    /// <param name="relation">The equation.</param>
    public (string Variable, Expression.Set Solutions)? Solve(Expression.Relation relation)
    {
        if (relation is not { Members: [var left, var right], Relations: [RelationKind.Equal] } || !Tree.IsScalar(left) || !Tree.IsScalar(right)
            || Tree.Symbols(relation).Distinct().Take(2).ToList() is not [var variable])
        {
            return null;
        }

        return budget.Half(part => Coefficients(left, right, variable, part)) is var (a, b, c) ? (variable, Solutions(a, b, c)) : null;
    }

    private static (Fraction A, Fraction B, Fraction C)? Coefficients(Expression left, Expression right, string variable, Budget budget)
    {
        var exact = new ExactForm(budget);
        if (exact.Of(left) is not { } l || exact.Of(right) is not { } r || exact.HasOpaqueParts)
            return null;
        var difference = l.Subtract(r, budget);
        if (difference.Denominator.Constant is null)
            return null;
        var coefficients = new Fraction[3];
        foreach (var (monomial, coefficient) in difference.Numerator.Terms)
        {
            var degree = monomial.Powers is [var (_, exponent)] ? exponent : 0;
            if (degree > 2)
                return null;
            coefficients[degree] = coefficient;
        }

        return coefficients[2].IsZero ? null : (coefficients[2], coefficients[1], coefficients[0]);
    }

    private static Expression.Set Solutions(Fraction a, Fraction b, Fraction c)
    {
        var (two, four) = (Number(2), Number(4));
        var discriminant = new Expression.Sum(
            [new Expression.Product([new Expression.Number(b), new Expression.Number(b)]),
             TermParser.Negated(new Expression.Product([four, new Expression.Number(a), new Expression.Number(c)]))]);
        var root = new Expression.Power(discriminant, TermParser.Inverse(two));
        var divisor = TermParser.Inverse(new Expression.Product([two, new Expression.Number(a)]));
        var minusB = TermParser.Negated(new Expression.Number(b));
        return new(
            [new Expression.Product([new Expression.Sum([minusB, root]), divisor]),
             new Expression.Product([new Expression.Sum([minusB, TermParser.Negated(root)]), divisor])],
            Joined.ByOr);
    }

    private static Expression.Number Number(BigInteger value) => new(Fraction.Of(value));
}

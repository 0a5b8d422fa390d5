using Kimi.Runtime.Mathematics.Arithmetic;
using Kimi.Runtime.Mathematics.Syntax;

namespace Kimi.Runtime.Mathematics.Equivalence;

/// <summary>
/// Whether two values with units are the same. A unit that only one of them has is taken for granted, and two known ones are converted. Words that are no
/// known units have to have one in common.
/// </summary>
/// <param name="answers">Compares the values.</param>
/// <param name="budget">Pays for it.</param>
internal sealed class QuantityEquivalence(AnswerEquivalence answers, Budget budget)
{
    private static readonly Expression s_pi = new Expression.Constant(ConstantName.Pi);

    /// <summary>Compares two values, of which at least one has a unit.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public Equality Compare(Expression left, Expression right)
    {
        var ((leftValue, leftUnit), (rightValue, rightUnit)) = (Split(left), Split(right));
        var asNumbers = answers.Compare(leftValue, rightValue);
        if (leftUnit == rightUnit)
            return asNumbers;
        if (leftUnit is not null && rightUnit is not null)
        {
            return !Units.IsKnown(leftUnit) || !Units.IsKnown(rightUnit) ? Units.HaveCommonWord(leftUnit, rightUnit) ? asNumbers : Equality.Different
                : Units.Ratio(leftUnit, rightUnit, budget) is { } ratio
                    ? answers.Compare(new Expression.Product([leftValue, new Expression.Number(ratio)]), rightValue)
                    : Equality.Different;
        }

        if (asNumbers == Equality.Equal || !Tree.IsScalar(leftValue) || !Tree.IsScalar(rightValue))
            return asNumbers;

        // 20% is 1/5, and 90° is π/2, apart from being 20 and 90.
        return left is Expression.Percent || right is Expression.Percent
            || ((left is Expression.Degrees || right is Expression.Degrees) && (Tree.Any(left, IsPi) || Tree.Any(right, IsPi)))
                ? answers.Scalars.Compare(left, right)
                : asNumbers;
    }

    private static bool IsPi(Expression expression) => expression == s_pi;

    private static (Expression Value, string? Unit) Split(Expression expression) => expression switch
    {
        Expression.Quantity quantity => (quantity.Value, quantity.Unit),
        Expression.Percent percent => (percent.Value, "percent"),
        Expression.Degrees degrees => (degrees.Value, "degree"),
        _ => (expression, null),
    };
}

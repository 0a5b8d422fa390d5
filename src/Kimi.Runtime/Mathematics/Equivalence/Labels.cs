using Kimi.Runtime.Mathematics.Syntax;

namespace Kimi.Runtime.Mathematics.Equivalence;

/// <summary>Equations that only name their value: <c>x = 5</c>, <c>(p,q) = (3,2)</c>, <c>V_1:V_2 = 11:21</c> or <c>x ∈ [0,1]</c>.</summary>
internal static class Labels
{
    /// <summary>The name and the value of a relation; null where it is more than a name for a value.</summary>
    /// <param name="relation">The relation.</param>
    public static (Expression Name, Expression Value)? Of(Expression.Relation relation)
    {
        if (relation.Relations.Any(kind => kind is not (RelationKind.Equal or RelationKind.Approximate or RelationKind.In)))
            return null;
        var (first, last) = (relation.Members[0], relation.Members[^1]);
        if (IsName(first))
            return IsFreeOf(first, Value(relation)) ? (first, Value(relation)) : null;
        return relation.Members.Count == 2 && relation.Relations[0] == RelationKind.Equal && IsName(last) && !Tree.Symbols(first).Any() ? (last, first) : null;
    }

    /// <summary>Whether an expression names something: it has no numbers, and adds nothing.</summary>
    /// <param name="expression">The expression.</param>
    public static bool IsName(Expression expression) => expression switch
    {
        Expression.Symbol or Expression.Applied or Expression.Text => true,
        Expression.Quantity quantity => IsName(quantity.Value),
        Expression.Constant constant => constant.Name is ConstantName.E or ConstantName.I,
        Expression.Call call => call.Arguments.All(IsName),
        Expression.Product product => product.Factors.All(factor => IsName(factor) || factor is Expression.Power
        {
            Base: var divisor,
            Exponent: Expression.Number { Value: { IsInteger: true, Sign: < 0 } },
        } && IsName(divisor)),
        Expression.Ratio ratio => ratio.Parts.All(IsName),
        Expression.Tuple tuple => tuple.Items.All(IsName),
        _ => false,
    };

    // What follows ≈ is less exact than what precedes it.
    private static Expression Value(Expression.Relation relation)
    {
        var index = relation.Relations.Count;
        while (index > 1 && relation.Relations[index - 1] == RelationKind.Approximate)
            index--;
        return relation.Members[index];
    }

    private static bool IsFreeOf(Expression name, Expression value) =>
        name is not Expression.Symbol symbol || !Tree.Symbols(value).Contains(symbol.Name, StringComparer.Ordinal);
}

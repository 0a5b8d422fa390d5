using System.Numerics;
using Kimi.Runtime.Mathematics.Arithmetic;
using Kimi.Runtime.Mathematics.Syntax;

namespace Kimi.Runtime.Mathematics.Equivalence;

/// <summary>Reads intervals, their unions, and inequalities in one variable, as sets of real numbers.</summary>
/// <param name="budget">Pays for it.</param>
internal sealed class RealSetReader(Budget budget)
{
    /// <summary>The set; null where the expression is none, or has an end that is no known number.</summary>
    /// <param name="expression">The expression.</param>
    public RealSet? Of(Expression expression)
    {
        budget.Spend(16);
        return expression switch
        {
            Expression.NamedSet { Letter: "R" } => RealSet.All,
            Expression.Tuple { Items: [var low, var high] } tuple => Interval(tuple, low, high),
            Expression.Set { Joined: Joined.InBraces } set => Points(set.Items),
            Expression.Set set when set.Items.All(item => item is Expression.Relation) => Together(set),
            Expression.SetOperation operation when Of(operation.Left) is { } left && Of(operation.Right) is { } right => operation.Operation switch
            {
                SetOperator.Union => left.Union(right),
                SetOperator.Intersection => left.Intersection(right),
                _ => left.Difference(right),
            },
            Expression.Relation relation => OfRelation(relation),
            _ => null,
        };
    }

    private RealSet? Interval(Expression.Tuple tuple, Expression low, Expression high) =>
        Value(low) is { } from && Value(high) is { } to
            ? RealSet.Of(from, tuple.Open == '[' && double.IsFinite(from), to, tuple.Close == ']' && double.IsFinite(to))
            : null;

    private RealSet? Points(IReadOnlyList<Expression> items)
    {
        var points = RealSet.Empty;
        foreach (var item in items)
        {
            if (Value(item) is not { } value)
                return null;
            points = points.Union(RealSet.Of(value, true, value, true));
        }

        return points;
    }

    // Inequalities that are joined by "or", or by commas and have nothing in common, are the numbers of any of them.
    private RealSet? Together(Expression.Set set)
    {
        var sets = set.Items.Select(Of).ToList();
        if (sets.Exists(part => part is null) || Variables(set).Take(2).Count() != 1)
            return null;
        var common = sets.Aggregate(RealSet.All, (total, part) => total.Intersection(part!));
        return set.Joined == Joined.ByOr || (set.Joined == Joined.ByCommas && common.Intervals.Count == 0)
            ? sets.Aggregate(RealSet.Empty, (total, part) => total.Union(part!))
            : common;
    }

    private static IEnumerable<string> Variables(Expression expression) => Tree.Symbols(expression).Distinct();

    private RealSet? OfRelation(Expression.Relation relation)
    {
        if (Variables(relation).Take(2).Count() != 1)
            return null;
        RealSet? total = null;
        for (var index = 0; index < relation.Relations.Count; index++)
        {
            if (OfPair(relation.Members[index], relation.Relations[index], relation.Members[index + 1]) is not { } set)
                return null;
            total = total is null ? set : total.Intersection(set);
        }

        return total;
    }

    // A variable compared with a number.
    private RealSet? OfPair(Expression left, RelationKind kind, Expression right)
    {
        if (left is Expression.Symbol && kind is RelationKind.In or RelationKind.Within)
            return Of(right);
        if (left is Expression.Symbol && kind is RelationKind.NotEqual && right is Expression.Set set)
            return Points(set.Items) is { } points ? RealSet.All.Difference(points) : null;
        if (left is Expression.Symbol && kind is RelationKind.NotEqual && (right is Expression.Tuple or Expression.SetOperation))
            return Of(right) is { } without ? RealSet.All.Difference(without) : null;
        return left is Expression.Symbol && Value(right) is { } upper ? Compared(kind, upper)
            : right is Expression.Symbol && Value(left) is { } lower ? Compared(Mirrored(kind), lower)
            : null;
    }

    private static RealSet? Compared(RelationKind kind, double value) => kind switch
    {
        RelationKind.Equal => RealSet.Of(value, true, value, true),
        RelationKind.NotEqual => RealSet.All.Difference(RealSet.Of(value, true, value, true)),
        RelationKind.Less or RelationKind.LessOrEqual =>
            RealSet.Of(double.NegativeInfinity, false, value, kind == RelationKind.LessOrEqual && double.IsFinite(value)),
        RelationKind.Greater or RelationKind.GreaterOrEqual =>
            RealSet.Of(value, kind == RelationKind.GreaterOrEqual && double.IsFinite(value), double.PositiveInfinity, false),
        _ => null,
    };

    private static RelationKind Mirrored(RelationKind kind) => kind switch
    {
        RelationKind.Less => RelationKind.Greater,
        RelationKind.LessOrEqual => RelationKind.GreaterOrEqual,
        RelationKind.Greater => RelationKind.Less,
        RelationKind.GreaterOrEqual => RelationKind.LessOrEqual,
        _ => kind,
    };

    private double? Value(Expression expression)
    {
        if (!Tree.IsScalar(expression) || Tree.Any(expression, part => part is Expression.Symbol or Expression.Applied))
            return null;
        if (Tree.Any(expression, part => part is Expression.Constant { Name: ConstantName.Infinity }))
        {
            var isNegative = expression is Expression.Product { Factors: [Expression.Number { Value.Sign: < 0 }, ..] };
            return isNegative ? double.NegativeInfinity : double.PositiveInfinity;
        }

        var value = new NumericValue(_ => Complex.NaN, budget).Of(expression);
        return double.IsFinite(value.Real) && Math.Abs(value.Imaginary) <= 1e-12 * Math.Abs(value.Real) ? value.Real : null;
    }
}

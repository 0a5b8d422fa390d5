using System.Numerics;
using Kimi.Runtime.Mathematics.Arithmetic;
using Kimi.Runtime.Mathematics.Syntax;

namespace Kimi.Runtime.Mathematics.Equivalence;

/// <summary>
/// Whether two equations or inequalities say the same: two equations do where the difference of the sides of one is a multiple of the other's, and two
/// inequalities where it is a positive multiple.
/// </summary>
/// <param name="answers">Compares values.</param>
/// <param name="budget">Pays for it.</param>
internal sealed class RelationEquivalence(AnswerEquivalence answers, Budget budget)
{
    /// <summary>Compares two relations.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public Equality Compare(Expression.Relation left, Expression.Relation right)
    {
        var (leftLabel, rightLabel) = (Labels.Of(left), Labels.Of(right));
        if (leftLabel is { } l && rightLabel is { } r && CompareLabelled(l, r) is { } labelled)
            return labelled;
        if (MemberByMember(left, right) == Equality.Equal || MemberByMember(left, Reversed(right)) == Equality.Equal)
            return Equality.Equal;
        if (IsOnePair(left, out var leftKind) && IsOnePair(right, out var rightKind))
            return ComparePairs(left, leftKind, right, rightKind);
        return Equality.Different;
    }

    // Names may differ where a problem leaves them open: of functions their variables too.
    private Equality? CompareLabelled((Expression Name, Expression Value) left, (Expression Name, Expression Value) right)
    {
        if (left.Name is Expression.Applied f && right.Name is Expression.Applied g && Renaming(f) is { } leftNames && Renaming(g) is { } rightNames)
            return answers.Compare(Tree.Renamed(left.Value, leftNames), Tree.Renamed(right.Value, rightNames));
        if (ExpressionText.Of(left.Name) == ExpressionText.Of(right.Name))
            return answers.Compare(left.Value, right.Value);
        if (!Tree.Symbols(left.Value).Any() && !Tree.Symbols(right.Value).Any())
            return answers.Compare(left.Value, right.Value);
        return answers.Compare(left.Value, right.Value) == Equality.Equal && (left.Name is Expression.Applied || right.Name is Expression.Applied)
            ? Equality.Equal
            : null;
    }

    /// <summary>New names for the variables of a function's definition: those of all functions' are the same.</summary>
    /// <param name="function">The function, with its variables.</param>
    public static Dictionary<string, string>? Renaming(Expression.Applied function)
    {
        Dictionary<string, string> names = [];
        foreach (var argument in function.Arguments)
        {
            if (argument is not Expression.Symbol symbol || !names.TryAdd(symbol.Name, $"\\bound{names.Count}"))
                return null;
        }

        return names;
    }

    private Equality MemberByMember(Expression.Relation left, Expression.Relation right) =>
        left.Relations.SequenceEqual(right.Relations) ? answers.CompareInOrder(left.Members, right.Members) : Equality.Different;

    private static Expression.Relation Reversed(Expression.Relation relation) => new(
        [.. relation.Members.Reverse()],
        [.. relation.Relations.Reverse().Select(kind => kind switch
        {
            RelationKind.Less => RelationKind.Greater,
            RelationKind.LessOrEqual => RelationKind.GreaterOrEqual,
            RelationKind.Greater => RelationKind.Less,
            RelationKind.GreaterOrEqual => RelationKind.LessOrEqual,
            _ => kind,
        })]);

    private static bool IsOnePair(Expression.Relation relation, out RelationKind kind)
    {
        kind = relation.Relations[0];
        return relation.Relations.Count == 1 && relation.Members.All(Tree.IsScalar);
    }

    private Equality ComparePairs(Expression.Relation left, RelationKind leftKind, Expression.Relation right, RelationKind rightKind)
    {
        var isOrdered = leftKind is RelationKind.Less or RelationKind.LessOrEqual or RelationKind.Greater or RelationKind.GreaterOrEqual;
        if (!isOrdered && (leftKind != rightKind || leftKind is not (RelationKind.Equal or RelationKind.NotEqual)))
            return Equality.Different;
        if (isOrdered && Reversed(left).Relations[0] == rightKind)
            left = Reversed(left);
        else if (leftKind != rightKind)
            return Equality.Different;
        if (RatioOf(Difference(left), Difference(right), isOrdered) is not { } ratio || Math.Abs(ratio.Imaginary) > 1e-9 * Complex.Abs(ratio))
            return Equality.Different;

        // -x > -1 is x < 1: a negative multiple is the other way round.
        return !isOrdered || ratio.Real > 0 ? Equality.Equal : Equality.Different;
    }

    private static Expression.Sum Difference(Expression.Relation relation) => new([relation.Members[0], TermParser.Negated(relation.Members[1])]);

    private Complex? RatioOf(Expression left, Expression right, bool isOrdered) => budget.Half<(Complex? Ratio, bool IsDecided)>(part =>
        Exactly(left, right, isOrdered, part)) is (var ratio, true) ? ratio : answers.Scalars.Ratio(left, right);

    // Of equations, what one divides by does not matter: y = 1/x is xy = 1.
    private static (Complex? Ratio, bool IsDecided) Exactly(Expression left, Expression right, bool isOrdered, Budget budget)
    {
        var exact = new ExactForm(budget);
        if (exact.Of(left) is not { } l || exact.Of(right) is not { } r)
            return (null, false);
        var across = l.Numerator.Multiply(r.Denominator, budget).RatioTo(r.Numerator.Multiply(l.Denominator, budget), budget);
        var ratio = across ?? (isOrdered ? null : l.Numerator.RatioTo(r.Numerator, budget));
        return (ratio?.ToDouble(), ratio is not null || !exact.HasOpaqueParts);
    }
}

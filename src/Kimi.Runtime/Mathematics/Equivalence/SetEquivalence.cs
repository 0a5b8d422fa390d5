using Kimi.Runtime.Mathematics.Arithmetic;
using Kimi.Runtime.Mathematics.Syntax;

namespace Kimi.Runtime.Mathematics.Equivalence;

/// <summary>Whether sets, and several answers in any order, are the same.</summary>
/// <param name="answers">Compares the elements.</param>
/// <param name="budget">Pays for it.</param>
internal sealed class SetEquivalence(AnswerEquivalence answers, Budget budget)
{
    private static readonly Expression s_empty = new Expression.Set([], Joined.InBraces);

    /// <summary>An answer as what it stands for: with ± as two answers, and one answer for the set of only it.</summary>
    /// <param name="expression">The answer.</param>
    public Expression Opened(Expression expression)
    {
        if (expression is Expression.Relation relation)
        {
            return Tree.Any(relation, part => part is Expression.PlusMinus) ? new Expression.Set(Tree.Either(relation), Joined.ByOr) : expression;
        }

        if (expression is not Expression.Set set)
            return Tree.Either(expression) is [var single] ? single : new Expression.Set(Tree.Either(expression), Joined.ByOr);
        List<Expression> items = [];
        foreach (var item in set.Items)
        {
            budget.Spend(16);
            items.AddRange(Opened(item) is Expression.Set inner && (inner.Joined != Joined.InBraces) ? inner.Items : [item]);
        }

        // "…, where k is an integer" says nothing new.
        if (items.Count > 1 && items.Exists(item => !IsDomain(item)))
            items.RemoveAll(IsDomain);
        return items is [var only] && only is not Expression.Set ? only : set with { Items = items };
    }

    /// <summary>Compares a set with anything.</summary>
    /// <param name="set">The set.</param>
    /// <param name="other">The other.</param>
    public Equality Compare(Expression.Set set, Expression other)
    {
        if (IsOrdered(set) || (other is Expression.Set both && IsOrdered(both)))
        {
            if (answers.AsSets(set, other) is { } asSets)
                return asSets;
        }

        if (other is Expression.Tuple tuple)
            return set.Joined == Joined.InHiddenBraces ? answers.CompareInOrder(set.Items, tuple.Items)
                : ByName(set) is { } named ? answers.CompareInOrder([.. named.Values], tuple.Items) : Equality.Different;
        if (other is not Expression.Set second)
            return other is Expression.SetOperation ? answers.AsSets(set, other) ?? Equality.Different : Elements(set.Items, [other]);
        if (ByName(set) is { } left && ByName(second) is { } right && left.Keys.ToHashSet(StringComparer.Ordinal).SetEquals(right.Keys))
            return answers.CompareInOrder([.. left.Values], [.. left.Keys.Select(name => right[name])]);
        return Elements(set.Items, second.Items);
    }

    /// <summary>Compares unions, intersections and differences whose parts are no known sets of numbers.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public Equality Operations(Expression left, Expression right)
    {
        if (left is Expression.SetOperation a && right is Expression.SetOperation b && a.Operation == b.Operation)
        {
            return a.Operation == SetOperator.Difference
                ? answers.CompareInOrder([a.Left, a.Right], [b.Left, b.Right])
                : Elements([.. Parts(a, a.Operation)], [.. Parts(b, b.Operation)]);
        }

        return ExpressionText.Of(left) == ExpressionText.Of(right) ? Equality.Equal : Equality.Different;
    }

    private static IEnumerable<Expression> Parts(Expression expression, SetOperator operation) =>
        expression is Expression.SetOperation inner && inner.Operation == operation
            ? Parts(inner.Left, operation).Concat(Parts(inner.Right, operation))
            : expression == s_empty ? [] : [expression];

    private static bool IsDomain(Expression expression) =>
        expression is Expression.Relation { Members: [Expression.Symbol, Expression.NamedSet], Relations: [RelationKind.In] };

    // Whether it has inequalities.
    private static bool IsOrdered(Expression.Set set) =>
        set.Items.Any(item => item is Expression.Relation relation && relation.Relations.Any(kind => kind is not RelationKind.Equal));

    // The values by their names, where each has its own; null otherwise.
    private static Dictionary<string, Expression>? ByName(Expression.Set set)
    {
        Dictionary<string, Expression> values = new(StringComparer.Ordinal);
        foreach (var item in set.Items)
        {
            if (item is not Expression.Relation relation || Labels.Of(relation) is not { } label || !values.TryAdd(ExpressionText.Of(label.Name), label.Value))
                return null;
        }

        return values;
    }

    // Each element has an equal one among the others. Those that are there twice count once.
    private Equality Elements(IReadOnlyList<Expression> left, IReadOnlyList<Expression> right)
    {
        var (forward, backward) = (Contained(left, right), Contained(right, left));
        return forward == Equality.Different || backward == Equality.Different ? Equality.Different
            : forward == Equality.Undecided || backward == Equality.Undecided ? Equality.Undecided
            : Equality.Equal;
    }

    private Equality Contained(IReadOnlyList<Expression> elements, IReadOnlyList<Expression> others)
    {
        var total = Equality.Equal;
        foreach (var element in elements)
        {
            var best = Equality.Different;
            foreach (var other in others)
            {
                best = answers.Compare(element, other) is var equality && equality != Equality.Different ? equality : best;
                if (best == Equality.Equal)
                    break;
            }

            if (best == Equality.Different)
                return best;
            total = best == Equality.Undecided ? best : total;
        }

        return total;
    }
}

using Kimi.Runtime.Mathematics.Arithmetic;
using Kimi.Runtime.Mathematics.Syntax;

namespace Kimi.Runtime.Mathematics.Equivalence;

/// <summary>Whether two answers say the same, by what kind of answers they are.</summary>
internal sealed class AnswerEquivalence
{
    private readonly Budget _budget;
    private readonly RelationEquivalence _relations;
    private readonly QuantityEquivalence _quantities;
    private readonly SetEquivalence _sets;
    private readonly MatrixArithmetic _matrices;
    private readonly RealSetReader _realSets;
    private readonly QuadraticEquations _equations;

    /// <summary>Compares answers.</summary>
    /// <param name="budget">Pays for it.</param>
    public AnswerEquivalence(Budget budget)
    {
        _budget = budget;
        Scalars = new(budget);
        _relations = new(this, budget);
        _quantities = new(this, budget);
        _sets = new(this, budget);
        _matrices = new(budget);
        _realSets = new(budget);
        _equations = new(budget);
    }

    /// <summary>Compares values.</summary>
    public ScalarEquivalence Scalars { get; }

    /// <summary>Compares two answers.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <exception cref="BudgetExceededException">It takes too many steps.</exception>
    public Equality Compare(Expression left, Expression right)
    {
        _budget.Spend(16);
        (left, right) = (_sets.Opened(left), _sets.Opened(right));
        return (left, right) switch
        {
            (Expression.Choice a, _) => Choice(a, right),
            (_, Expression.Choice b) => Choice(b, left),
            (Expression.Relation a, Expression.Relation b) => AsSets(a, b) ?? Solved(a, b) ?? Solved(b, a) ?? _relations.Compare(a, b),
            (Expression.Relation a, _) => Named(a, right),
            (_, Expression.Relation b) => Named(b, left),
            (Expression.Text, _) or (_, Expression.Text) => SameWords(left, right),
            (Expression.Set a, _) => _sets.Compare(a, right),
            (_, Expression.Set b) => _sets.Compare(b, left),
            (Expression.Applied a, Expression.Applied b) when SameUpToNames(a, b) => Equality.Equal,
            (Expression.Quantity or Expression.Percent or Expression.Degrees, _) or (_, Expression.Quantity or Expression.Percent or Expression.Degrees) =>
                _quantities.Compare(left, right),
            (Expression.Tuple a, Expression.Tuple b) => Tuples(a, b),
            (Expression.Ratio a, Expression.Ratio b) => Ratios(a, b),
            (Expression.Based or Expression.Number, Expression.Based or Expression.Number) when left is Expression.Based || right is Expression.Based =>
                Based(left) == Based(right) ? Equality.Equal : Equality.Different,
            _ when Tree.IsScalar(left) && Tree.IsScalar(right) => Scalars.Compare(left, right),
            _ => Structures(left, right),
        };
    }

    /// <summary>Compares answers one by one.</summary>
    /// <param name="left">Some.</param>
    /// <param name="right">Others.</param>
    public Equality CompareInOrder(IReadOnlyList<Expression> left, IReadOnlyList<Expression> right)
    {
        if (left.Count != right.Count)
            return Equality.Different;
        var total = Equality.Equal;
        foreach (var (first, second) in left.Zip(right))
        {
            switch (Compare(first, second))
            {
                case Equality.Different:
                    return Equality.Different;
                case Equality.Undecided:
                    total = Equality.Undecided;
                    break;
            }
        }

        return total;
    }

    /// <summary>Compares as sets of real numbers; null where one of them is none.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public Equality? AsSets(Expression left, Expression right) =>
        _realSets.Of(left) is { } a && _realSets.Of(right) is { } b ? (a.IsSame(b) ? Equality.Equal : Equality.Different) : null;

    private Equality Choice(Expression.Choice choice, Expression other) => other switch
    {
        Expression.Choice both when both.Letter == choice.Letter => Equality.Equal,
        Expression.Choice both => Compare(choice.Value, both.Value),
        Expression.Symbol symbol when symbol.Name == choice.Letter => Equality.Equal,
        _ => Compare(choice.Value, other),
    };

    // A relation against what is none: the value that it names, or the numbers for which it is true.
    private Equality Named(Expression.Relation relation, Expression other)
    {
        if (Labels.Of(relation) is { } label && Compare(label.Value, other) is var named && named != Equality.Different)
            return named;
        if (IsIdentity(relation))
            return Compare(relation.Members[^1], other);
        if (AsSets(relation, other) is { } sets)
            return sets;
        return _equations.Solve(relation) is var (_, solutions) ? Compare(solutions, other)
            : other is Expression.Set set ? _sets.Compare(set, relation)
            : Equality.Different;
    }

    // x² = 4 and x = 2 by their solutions; null where the first is not solved, or the second is no solution.
    private Equality? Solved(Expression.Relation equation, Expression.Relation solution) =>
        Labels.Of(solution) is var (name, value) && name is Expression.Symbol symbol && _equations.Solve(equation) is var (variable, solutions)
        && variable == symbol.Name
            ? Compare(solutions, value)
            : null;

    // 3 + 4 = 7 says 7, if its members are the same.
    private bool IsIdentity(Expression.Relation relation) =>
        relation.Relations.All(kind => kind is RelationKind.Equal or RelationKind.Approximate) && relation.Members.All(Tree.IsScalar)
        && (relation.Members.Count > 2 || !Tree.Symbols(relation).Any() || Compare(relation.Members[0], relation.Members[1]) == Equality.Equal)
        && (!Tree.Symbols(relation.Members[^1]).Any() == !Tree.Symbols(relation.Members[^2]).Any());

    private static Equality SameWords(Expression left, Expression right) =>
        (left is Expression.Text ? ExpressionText.Of(left) : ExpressionText.Letters(left)?.ToLowerInvariant())
        == (right is Expression.Text ? ExpressionText.Of(right) : ExpressionText.Letters(right)?.ToLowerInvariant())
            ? Equality.Equal
            : Equality.Different;

    private static bool SameUpToNames(Expression.Applied left, Expression.Applied right) =>
        left.Name == right.Name && left.Arguments.Count == right.Arguments.Count
        && RelationEquivalence.Renaming(left) is not null && RelationEquivalence.Renaming(right) is not null;

    // Of two, the brackets say whether the ends belong to an interval; of more, they say nothing.
    private Equality Tuples(Expression.Tuple left, Expression.Tuple right)
    {
        if (left.Items.Count == 2 && (left.Open, left.Close) != (right.Open, right.Close) && AsSets(left, right) is { } sets)
            return sets;
        return left.Items.Count == 2 && (left.Open, left.Close) != (right.Open, right.Close)
            ? Equality.Different
            : CompareInOrder(left.Items, right.Items);
    }

    private Equality Ratios(Expression.Ratio left, Expression.Ratio right)
    {
        if (CompareInOrder(left.Parts, right.Parts) is var same && same != Equality.Different)
            return same;
        return left.Parts.Count == right.Parts.Count && Enumerable.Range(1, left.Parts.Count - 1).All(index => Compare(
            new Expression.Product([left.Parts[0], right.Parts[index]]), new Expression.Product([right.Parts[0], left.Parts[index]])) == Equality.Equal)
            && left.Parts.Concat(right.Parts).All(part => Compare(part, new Expression.Number(Fraction.Zero)) != Equality.Equal)
                ? Equality.Equal
                : Equality.Different;
    }

    private static (string Digits, string Base) Based(Expression expression) => expression is Expression.Based based
        ? (based.Digits, based.Base.Trim('(', ')'))
        : (((Expression.Number)expression).Value.ToString(), "10");

    private Equality Structures(Expression left, Expression right)
    {
        if (left is Expression.SetOperation or Expression.NamedSet || right is Expression.SetOperation or Expression.NamedSet)
            return AsSets(left, right) ?? _sets.Operations(left, right);
        if (Matrix(left) is not { } a || Matrix(right) is not { } b)
            return ExpressionText.Of(left) == ExpressionText.Of(right) ? Equality.Equal : Equality.Different;

        // A vector may stand upright or lie.
        var (leftItems, rightItems) = (a.Rows.SelectMany(row => row).ToList(), b.Rows.SelectMany(row => row).ToList());
        var isVector = (a.Rows.Count == 1 || a.Rows[0].Count == 1) && (b.Rows.Count == 1 || b.Rows[0].Count == 1)
            && (left is Expression.Tuple || right is Expression.Tuple);
        return isVector || (a.Rows.Count == b.Rows.Count && a.Rows[0].Count == b.Rows[0].Count)
            ? CompareInOrder(leftItems, rightItems)
            : Equality.Different;
    }

    private Expression.Matrix? Matrix(Expression expression) => _matrices.Of(expression);
}

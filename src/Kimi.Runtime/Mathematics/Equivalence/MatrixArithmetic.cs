using Kimi.Runtime.Mathematics.Arithmetic;
using Kimi.Runtime.Mathematics.Syntax;

namespace Kimi.Runtime.Mathematics.Equivalence;

/// <summary>Sums and products of matrices, and of numbers and matrices, as one matrix.</summary>
/// <param name="budget">Pays for it.</param>
internal sealed class MatrixArithmetic(Budget budget)
{
    private const int LargestPower = 16;

    // Each may double the length of entries with variables.
    private const int MostProductsWithVariables = 8;

    private int _productsWithVariables;

    /// <summary>The matrix that an expression is; null where it is none.</summary>
    /// <param name="expression">The expression.</param>
    public Expression.Matrix? Of(Expression expression)
    {
        budget.Spend(8);
        return expression switch
        {
            Expression.Matrix matrix => matrix,
            Expression.Tuple { Open: '(', Close: ')' } tuple => Column(tuple.Items),
            Expression.Sum sum => Fold(sum.Terms, Sum),
            Expression.Product product => Fold([.. Scalars(product.Factors)], Product),
            Expression.Power { Exponent: Expression.Symbol { Name: "T" or "\\top" } } power when Of(power.Base) is { } upright =>
                Made(upright.Rows[0].Count, upright.Rows.Count, (row, column) => upright.Rows[column][row]),
            Expression.Power { Exponent: Expression.Number { Value: { IsInteger: true, Sign: > 0 } exponent } } power
                when exponent.Numerator <= LargestPower && Of(power.Base) is { } root =>
                Fold([.. Enumerable.Repeat<Expression>(root, (int)exponent.Numerator)], Product),
            _ => null,
        };
    }

    /// <summary>A matrix with one entry in each row.</summary>
    /// <param name="items">The entries.</param>
    public static Expression.Matrix Column(IReadOnlyList<Expression> items) => new([.. items.Select(item => (IReadOnlyList<Expression>)[item])]);

    // The numbers come first: they commute with all.
    private static IEnumerable<Expression> Scalars(IReadOnlyList<Expression> factors) => factors.OrderBy(factor => Tree.IsScalar(factor) ? 0 : 1);

    private Expression.Matrix? Fold(IReadOnlyList<Expression> parts, Func<Expression, Expression, Expression?> combine)
    {
        if (parts.Count == 0 || !parts.Any(part => !Tree.IsScalar(part)))
            return null;
        Expression? total = null;
        foreach (var part in parts)
        {
            Expression? next = Tree.IsScalar(part) ? part : Of(part);
            if (next is null || (next is Expression.Matrix matrix && !matrix.Rows.All(row => row.All(Tree.IsScalar))))
                return null;
            total = total is null ? next : combine(total, next);
            if (total is null)
                return null;
        }

        return total as Expression.Matrix;
    }

    private Expression? Sum(Expression left, Expression right) =>
        left is Expression.Matrix a && right is Expression.Matrix b && a.Rows.Count == b.Rows.Count && a.Rows[0].Count == b.Rows[0].Count
            ? Made(a.Rows.Count, a.Rows[0].Count, (row, column) => new Expression.Sum([a.Rows[row][column], b.Rows[row][column]]))
            : null;

    private Expression? Product(Expression left, Expression right) => (left, right) switch
    {
        (Expression.Matrix a, Expression.Matrix b) => a.Rows[0].Count != b.Rows.Count || !MayMultiply(a, b) ? null
            : Made(a.Rows.Count, b.Rows[0].Count, (row, column) => new Expression.Sum(
                [.. Enumerable.Range(0, b.Rows.Count).Select(k => new Expression.Product([a.Rows[row][k], b.Rows[k][column]]))])),
        (Expression.Matrix, _) => null,
        (_, Expression.Matrix b) => Made(b.Rows.Count, b.Rows[0].Count, (row, column) => new Expression.Product([left, b.Rows[row][column]])),
        _ => new Expression.Product([left, right]),
    };

    private Expression.Matrix Made(int rows, int columns, Func<int, int, Expression> entry)
    {
        budget.Spend(64L * rows * columns);
        return new([.. Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, columns).Select(column => Simplified(entry(row, column))).ToList())]);
    }

    private bool MayMultiply(Expression.Matrix left, Expression.Matrix right) =>
        left.Rows.Concat(right.Rows).All(row => row.All(entry => entry is Expression.Number)) || ++_productsWithVariables <= MostProductsWithVariables;

    // Entries stay numbers where they are.
    private Expression Simplified(Expression entry) => new ExactForm(budget).Constant(entry) is { } value ? new Expression.Number(value) : entry;
}

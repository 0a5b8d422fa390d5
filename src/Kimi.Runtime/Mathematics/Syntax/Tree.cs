namespace Kimi.Runtime.Mathematics.Syntax;

/// <summary>What is within an expression.</summary>
internal static class Tree
{
    /// <summary>The parts that an expression is directly made of.</summary>
    /// <param name="expression">The expression.</param>
    public static IEnumerable<Expression> Parts(Expression expression) => expression switch
    {
        Expression.Sum sum => sum.Terms,
        Expression.Product product => product.Factors,
        Expression.Power power => [power.Base, power.Exponent],
        Expression.PlusMinus either => [either.Term],
        Expression.Call call => call.Arguments,
        Expression.Applied applied => applied.Arguments,
        Expression.Percent percent => [percent.Value],
        Expression.Degrees degrees => [degrees.Value],
        Expression.Quantity quantity => [quantity.Value],
        Expression.Ratio ratio => ratio.Parts,
        Expression.Relation relation => relation.Members,
        Expression.Tuple tuple => tuple.Items,
        Expression.Set set => set.Items,
        Expression.SetOperation operation => [operation.Left, operation.Right],
        Expression.Matrix matrix => matrix.Rows.SelectMany(row => row),
        Expression.Choice choice => [choice.Value],
        _ => [],
    };

    /// <summary>The expression with each of its direct parts replaced.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="replace">Gives what comes in a part's place.</param>
    public static Expression WithParts(Expression expression, Func<Expression, Expression> replace) => expression switch
    {
        Expression.Sum sum => new Expression.Sum([.. sum.Terms.Select(replace)]),
        Expression.Product product => new Expression.Product([.. product.Factors.Select(replace)]),
        Expression.Power power => new Expression.Power(replace(power.Base), replace(power.Exponent)),
        Expression.PlusMinus either => either with { Term = replace(either.Term) },
        Expression.Call call => call with { Arguments = [.. call.Arguments.Select(replace)] },
        Expression.Applied applied => applied with { Arguments = [.. applied.Arguments.Select(replace)] },
        Expression.Percent percent => new Expression.Percent(replace(percent.Value)),
        Expression.Degrees degrees => new Expression.Degrees(replace(degrees.Value)),
        Expression.Quantity quantity => quantity with { Value = replace(quantity.Value) },
        Expression.Ratio ratio => new Expression.Ratio([.. ratio.Parts.Select(replace)]),
        Expression.Relation relation => relation with { Members = [.. relation.Members.Select(replace)] },
        Expression.Tuple tuple => tuple with { Items = [.. tuple.Items.Select(replace)] },
        Expression.Set set => set with { Items = [.. set.Items.Select(replace)] },
        Expression.SetOperation operation => operation with { Left = replace(operation.Left), Right = replace(operation.Right) },
        Expression.Matrix matrix => new Expression.Matrix([.. matrix.Rows.Select(row => row.Select(replace).ToList())]),
        Expression.Choice choice => choice with { Value = replace(choice.Value) },
        _ => expression,
    };

    /// <summary>Whether something is true of an expression or of anything within it.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="predicate">What.</param>
    public static bool Any(Expression expression, Func<Expression, bool> predicate) =>
        predicate(expression) || Parts(expression).Any(part => Any(part, predicate));

    /// <summary>The names of the variables within an expression.</summary>
    /// <param name="expression">The expression.</param>
    public static IEnumerable<string> Symbols(Expression expression) =>
        expression is Expression.Symbol symbol ? [symbol.Name] : Parts(expression).SelectMany(Symbols);

    /// <summary>Whether an expression is a number, known or not: nothing within it is a set, a tuple, a relation or words.</summary>
    /// <param name="expression">The expression.</param>
    public static bool IsScalar(Expression expression) => !Any(expression, part => part is Expression.Set or Expression.Tuple or Expression.Matrix
        or Expression.Relation or Expression.Text or Expression.SetOperation or Expression.NamedSet or Expression.Choice or Expression.PlusMinus
        or Expression.Based);

    /// <summary>The expression with one variable in the place of another.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="names">The new names, by the old ones.</param>
    public static Expression Renamed(Expression expression, IReadOnlyDictionary<string, string> names) =>
        expression is Expression.Symbol symbol && names.TryGetValue(symbol.Name, out var name)
            ? new Expression.Symbol(name)
            : WithParts(expression, part => Renamed(part, names));

    /// <summary>The expressions that one with ± stands for: itself, or two.</summary>
    /// <param name="expression">The expression.</param>
    public static IReadOnlyList<Expression> Either(Expression expression) =>
        Any(expression, part => part is Expression.PlusMinus) ? [Signed(expression, false), Signed(expression, true)] : [expression];

    private static Expression Signed(Expression expression, bool isNegative)
    {
        var inner = WithParts(expression, part => Signed(part, isNegative));
        return inner is not Expression.PlusMinus either ? inner
            : either.StartsNegative == isNegative ? either.Term
            : TermParser.Negated(either.Term);
    }
}

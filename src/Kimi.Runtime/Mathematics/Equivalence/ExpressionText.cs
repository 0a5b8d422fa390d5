using System.Globalization;
using Kimi.Runtime.Mathematics.Syntax;

namespace Kimi.Runtime.Mathematics.Equivalence;

/// <summary>An expression as text: the same for the same trees.</summary>
internal static class ExpressionText
{
    /// <summary>The text of an expression.</summary>
    /// <param name="expression">The expression.</param>
    public static string Of(Expression expression) => expression switch
    {
        Expression.Number number => number.Value.ToString(),
        Expression.Based based => $"{based.Digits}_{based.Base}",
        Expression.Symbol symbol => symbol.Name,
        Expression.Constant constant => constant.Name.ToString(),
        Expression.Sum sum => $"({Join("+", sum.Terms)})",
        Expression.Product product => $"({Join("*", product.Factors)})",
        Expression.Power power => $"({Of(power.Base)}^{Of(power.Exponent)})",
        Expression.PlusMinus either => $"±{Of(either.Term)}",
        Expression.Call call => string.Create(CultureInfo.InvariantCulture, $"{call.Function}({Join(";", call.Arguments)})"),
        Expression.Applied applied => $"{applied.Name}({Join(";", applied.Arguments)})",
        Expression.Percent percent => $"{Of(percent.Value)}%",
        Expression.Degrees degrees => $"{Of(degrees.Value)}°",
        Expression.Quantity quantity => $"{Of(quantity.Value)} {quantity.Unit}",
        Expression.Ratio ratio => Join(":", ratio.Parts),
        Expression.Relation relation => string.Concat(relation.Members.Select((member, index) =>
            index < relation.Relations.Count ? $"{Of(member)} {relation.Relations[index]} " : Of(member))),
        Expression.Tuple tuple => $"{tuple.Open}{Join(",", tuple.Items)}{tuple.Close}",
        Expression.Set set => $"{{{string.Join(",", set.Items.Select(Of).Order(StringComparer.Ordinal))}}}",
        Expression.NamedSet named => $"<{named.Letter}>",
        Expression.SetOperation operation => $"({Of(operation.Left)} {operation.Operation} {Of(operation.Right)})",
        Expression.Matrix matrix => $"[{string.Join("|", matrix.Rows.Select(row => Join(",", row)))}]",
        Expression.Text text => Words(text.Words),
        Expression.Choice choice => choice.Letter,
        _ => "",
    };

    /// <summary>Words in one spelling: without differences of case, space and punctuation around them.</summary>
    /// <param name="words">The words.</param>
    public static string Words(string words) =>
        string.Join(' ', words.Split((char[])[' ', '\t', '\r', '\n', '~', '\\', '{', '}', '$', '"'], StringSplitOptions.RemoveEmptyEntries))
            .Trim('.', ',', ';', ':', '!', '(', ')', ' ', '*').ToLowerInvariant();

    /// <summary>The letters of what was read as a product of variables and may have been a word; null where it cannot have been.</summary>
    /// <param name="expression">The expression.</param>
    public static string? Letters(Expression expression) => expression switch
    {
        Expression.Symbol { Name: [_] } symbol => symbol.Name,
        Expression.Constant { Name: ConstantName.E } => "e",
        Expression.Constant { Name: ConstantName.I } => "i",
        Expression.Product product when product.Factors.Select(Letters).ToList() is var letters && letters.TrueForAll(letter => letter is not null) =>
            string.Concat(letters),
        _ => null,
    };

    private static string Join(string separator, IEnumerable<Expression> parts) => string.Join(separator, parts.Select(Of));
}

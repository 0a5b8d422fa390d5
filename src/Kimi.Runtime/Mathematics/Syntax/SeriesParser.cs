using System.Globalization;
using Kimi.Runtime.Mathematics.Arithmetic;

namespace Kimi.Runtime.Mathematics.Syntax;

/// <summary>Reads sums and products over whole numbers between two given ones, as <c>\sum_{i=1}^{10} i^2</c>: written out.</summary>
/// <param name="reader">The tokens.</param>
/// <param name="terms">Reads what is summed.</param>
internal sealed class SeriesParser(Reader reader, TermParser terms)
{
    // Of all summands together, so that sums within sums stay small.
    private const int MostParts = 4_000;

    /// <summary>Reads a series, of which the command is taken; null where its bounds are no given whole numbers.</summary>
    /// <param name="isProduct">Whether it is a product.</param>
    public Expression? Read(bool isProduct)
    {
        var mark = reader.Mark;
        if (Bounds() is not var (index, low, high))
        {
            reader.Return(mark);
            return null;
        }

        var body = terms.Product();
        if (high - low + 1L > MostParts || Math.Max(0, high - low + 1L) * Size(body) > MostParts || Tree.Symbols(body).Any(name => IsWithin(index, name)))
            return new Expression.Applied(isProduct ? "\\prod" : "\\sum", [index, Number(low), Number(high), body]);
        List<Expression> parts = [];
        for (long value = low; value <= high; value++)
            parts.Add(With(body, index, value));
        return parts.Count == 0 ? Number(isProduct ? 1 : 0) : isProduct ? new Expression.Product(parts) : new Expression.Sum(parts);
    }

    // _{i=1}^{10}: by its tokens, so that what is no series is not read twice.
    private (Expression Index, int Low, int High)? Bounds()
    {
        if (!reader.TakeSign('_') || !reader.TakeSign('{') || reader.Current is not { Kind: TokenKind.Word, Text: [_] })
            return null;
        var index = AtomParser.Named(reader.Take().Text);
        return reader.TakeSign('=') && WholeNumber() is { } low && reader.TakeSign('}') && reader.TakeSign('^') && Upper() is { } high
            ? (index, low, high)
            : null;
    }

    private int? Upper()
    {
        if (!reader.TakeSign('{'))
            return reader.Current.Kind == TokenKind.Number && int.TryParse(reader.TakeDigit().Text, CultureInfo.InvariantCulture, out var digit) ? digit : null;
        var bound = WholeNumber();
        return reader.TakeSign('}') ? bound : null;
    }

    private int? WholeNumber()
    {
        var sign = reader.TakeSign('-') ? -1 : 1;
        return reader.Current.Kind == TokenKind.Number && int.TryParse(reader.Take().Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? sign * number
            : null;
    }

    private static int Size(Expression expression) => 1 + Tree.Parts(expression).Sum(Size);

    // a_i is another value for each i, but a_{i+1} is not written out.
    private static bool IsWithin(Expression index, string name) =>
        name.IndexOf('_', StringComparison.Ordinal) is >= 0 and var script && name[script..] != "_" + Letter(index)
        && name[script..].Contains(Letter(index), StringComparison.Ordinal);

    private static Expression With(Expression expression, Expression index, long value) =>
        expression == index ? Number(value)
        : expression is Expression.Symbol symbol && symbol.Name.EndsWith("_" + Letter(index), StringComparison.Ordinal)
            ? new Expression.Symbol(string.Create(CultureInfo.InvariantCulture, $"{symbol.Name[..^Letter(index).Length]}{value}"))
        : Tree.WithParts(expression, part => With(part, index, value));

    private static string Letter(Expression index) => index switch
    {
        Expression.Symbol symbol => symbol.Name,
        Expression.Constant { Name: ConstantName.I } => "i",
        _ => "e",
    };

    private static Expression.Number Number(long value) => new(Fraction.Of(value));
}

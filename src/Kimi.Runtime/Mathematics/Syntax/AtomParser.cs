using System.Text;
using Kimi.Runtime.Mathematics.Arithmetic;

namespace Kimi.Runtime.Mathematics.Syntax;

/// <summary>Reads what sums, products and powers are made of: numbers, names, functions, fractions and roots.</summary>
/// <param name="reader">The tokens.</param>
/// <param name="terms">Reads sums and factors.</param>
/// <param name="answers">Reads lists.</param>
internal sealed class AtomParser(Reader reader, TermParser terms, AnswerParser answers)
{
    private const string Operators =
        " cup cap setminus in notin subset le ge ne = approx equiv pm mp to Rightarrow pmod }set rangle rfloor rceil circ and or not $unit prime ";

    private readonly BracketParser _brackets = new(reader, terms, answers);
    private readonly SeriesParser _series = new(reader, terms);

    /// <summary>Whether a command begins a value.</summary>
    /// <param name="command">The command.</param>
    public static bool Starts(Token command) => !Operators.Contains($" {command.Text} ", StringComparison.Ordinal);

    /// <summary>Whether a token is the name of a function.</summary>
    /// <param name="token">The token.</param>
    public static bool IsFunction(Token token) =>
        token.Kind is TokenKind.Command or TokenKind.Word && (LatexCommands.Functions.ContainsKey(token.Text) || token.Text is "exp");

    /// <summary>Reads a value.</summary>
    public Expression Read() => reader.Current switch
    {
        { Kind: TokenKind.Number } => NumberLiteral.Read(reader.Take()),
        { Kind: TokenKind.Text } => OfText(reader.Take()),
        { Kind: TokenKind.Word } or { Kind: TokenKind.Command } when IsFunction(reader.Current) => OfFunction(reader.Take().Text),
        { Kind: TokenKind.Word } => OfWord(),
        { Kind: TokenKind.Command } command when Starts(command) => OfCommand(reader.Take()),
        { Kind: TokenKind.Begin } => _brackets.Matrix(),
        { Kind: TokenKind.Sign, Text: "(" or "[" or "{" or "|" } => _brackets.Read(),
        { Kind: TokenKind.EndOfText } => throw reader.Unexpected("a value is missing"),
        var token => throw reader.Unexpected($"'{token.Text}' is unexpected"),
    };

    /// <summary>Reads what stands in round brackets, of which the first is taken, up to the second.</summary>
    public List<Expression> InBrackets() => answers.Items().Items;

    /// <summary>Reads the argument of a command or the exponent of a power: what is in braces, or the next digit, letter or command.</summary>
    /// <param name="isWholeNumber">Whether a number is taken whole, as in <c>2^10</c>; LaTeX takes a digit.</param>
    public Expression Argument(bool isWholeNumber = false)
    {
        var token = reader.Current;
        if (token.Kind == TokenKind.Number)
            return NumberLiteral.Read(isWholeNumber ? reader.Take() : reader.TakeDigit());
        if (token.Kind == TokenKind.Word && !IsFunction(token) && token.Text is not ("sqrt" or "pi"))
            return Named(reader.TakeLetter().Text);
        if (token.Is('{') && reader.Following.Is('}'))
            throw reader.Unexpected("braces are empty");
        return reader.Nested(Read);
    }

    /// <summary>Reads a subscript as text.</summary>
    public string Script()
    {
        if (reader.Current.Kind == TokenKind.EndOfText)
            throw reader.Unexpected("a subscript is missing");
        if (!reader.TakeSign('{'))
            return reader.Current.Kind == TokenKind.Word ? reader.TakeLetter().Text : reader.Take().Text;
        var (script, depth) = (new StringBuilder(), 1);
        while (reader.Current.Kind != TokenKind.EndOfText)
        {
            depth += reader.Current.Is('{') ? 1 : reader.Current.Is('}') ? -1 : 0;
            var text = reader.Take().Text;
            if (depth == 0)
                return script.ToString();
            script.Append(text);
        }

        throw reader.Unexpected("a brace is not closed");
    }

    /// <summary>What one letter means.</summary>
    /// <param name="name">The letter.</param>
    public static Expression Named(string name) => name switch
    {
        "e" => new Expression.Constant(ConstantName.E),
        "i" => new Expression.Constant(ConstantName.I),
        _ => new Expression.Symbol(name),
    };

    private static Expression OfText(Token token) =>
        AnswerParser.ChoiceLetter(token.Text) is { } letter ? new Expression.Symbol(letter)
        : token.Text is [_] ? Named(token.Text)
        : new Expression.Text(token.Text);

    private Expression OfWord()
    {
        var word = reader.Current.Text;
        if (word is "pi")
            return Taken(new Expression.Constant(ConstantName.Pi));
        if (word.ToUpperInvariant() is "INFINITY" or "INFTY" or "INF")
            return Taken(new Expression.Constant(ConstantName.Infinity));
        if (word is "sqrt" or "cbrt")
        {
            reader.Take();
            return Root(terms.Factor(), new Expression.Number(Fraction.Of(word == "sqrt" ? 2 : 3)));
        }

        // sinx and sqrtx.
        if (word.Length > 3 && LatexCommands.Functions.ContainsKey(word[..^1]))
        {
            var argument = Named(word[^1..]);
            reader.Take();
            return new Expression.Call(LatexCommands.Functions[word[..^1]], [argument]);
        }

        return Named(reader.TakeLetter().Text);
    }

    private Expression Taken(Expression expression)
    {
        reader.Take();
        return expression;
    }

    private Expression OfCommand(Token command)
    {
        switch (command.Text)
        {
            case "frac":
                var numerator = Argument();
                return new Expression.Product([numerator, TermParser.Inverse(Argument())]);
            case "sqrt":
                return Root(Degree(out var degree) ? Argument() : Argument(), degree);
            case "binom":
                var upper = Argument();
                return new Expression.Call(Function.Binomial, [upper, Argument()]);
            case "pi":
                return new Expression.Constant(ConstantName.Pi);
            case "infty":
                return new Expression.Constant(ConstantName.Infinity);
            case "i":
                return new Expression.Constant(ConstantName.I);
            case "emptyset":
                return new Expression.Set([], Joined.InBraces);
            case "{set":
                return answers.InBraces();
            case "langle" or "lfloor" or "lceil":
                return _brackets.Of(command.Text);
            case "overset" or "underset" or "stackrel" or "cancelto":
                Argument();
                return Argument();
            case "sum" or "prod":
                return _series.Read(isProduct: command.Text == "prod") ?? new Expression.Symbol("\\" + command.Text);
            case "overline":
                return new Expression.Applied("overline", [Argument()]);
            case "angle" or "triangle" when reader.Current.Kind == TokenKind.Word:
                return new Expression.Symbol($"{command.Text} {reader.Take().Text}");
            default:
                return command.Text.StartsWith("mathbb", StringComparison.Ordinal)
                    ? new Expression.NamedSet(command.Text["mathbb".Length..])
                    : new Expression.Symbol("\\" + command.Text);
        }
    }

    private bool Degree(out Expression degree)
    {
        degree = new Expression.Number(Fraction.Of(2));
        if (!reader.TakeSign('['))
            return false;
        degree = terms.Sum();
        reader.Expect(']');
        return true;
    }

    private static Expression.Power Root(Expression radicand, Expression degree) => new Expression.Power(radicand, TermParser.Inverse(degree));

    private Expression OfFunction(string name)
    {
        if (name == "exp")
            return new Expression.Power(new Expression.Constant(ConstantName.E), terms.FunctionArgument());
        var function = LatexCommands.Functions[name];
        Expression? logarithmBase = name == "lg" ? new Expression.Number(Fraction.Of(10)) : null;
        Expression? power = null;
        while (true)
        {
            if (name == "log" && reader.TakeSign('_'))
                logarithmBase = Argument(isWholeNumber: true);
            else if (reader.TakeSign('^'))
                power = reader.TakeSign('-') ? TermParser.Negated(Argument(isWholeNumber: true)) : Argument(isWholeNumber: true);
            else
                break;
        }

        if (power is Expression.Product { Factors: [_, Expression.Number { Value: var one }] } && one == Fraction.One && function <= Function.Csc)
            (function, power) = (function + (Function.Arcsin - Function.Sin), null);
        var arguments = reader.TakeSign('(') ? InParentheses() : [terms.FunctionArgument()];
        Expression value = logarithmBase is null ? new Expression.Call(function, arguments) : new Expression.Call(Function.Log, [.. arguments, logarithmBase]);
        return power is null ? value : new Expression.Power(value, power);
    }

    private List<Expression> InParentheses()
    {
        var arguments = InBrackets();
        reader.Expect(')');
        return arguments.Count > 0 ? arguments : throw reader.Unexpected("a function has no argument");
    }
}

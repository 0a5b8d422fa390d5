namespace Kimi.Runtime.Mathematics.Syntax;

/// <summary>Reads a whole answer: values, equations, inequalities and sets, one or several of them.</summary>
internal sealed class AnswerParser
{
    private readonly Reader _reader;
    private readonly TermParser _terms;
    private readonly UnitParser _units;
    private int _braces;

    private AnswerParser(Reader reader)
    {
        _reader = reader;
        _terms = new(reader, this);
        _units = new(reader);
    }

    /// <summary>Reads an answer.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="commaIsDecimal">Whether <c>2,74</c> is one number; otherwise it is two.</param>
    /// <exception cref="MathSyntaxException">It cannot be read.</exception>
    public static Expression Parse(string text, bool commaIsDecimal = false)
    {
        var parser = new AnswerParser(new(Lexer.Read(text.Trim().TrimEnd('.', ',', ';', ' '), commaIsDecimal)));
        var answer = parser.List();
        return parser._reader.Current.Kind == TokenKind.EndOfText ? answer : throw parser._reader.Unexpected($"'{parser._reader.Current.Text}' is unexpected");
    }

    /// <summary>Reads what stands between commas, "and" and "or", as one: the only one, or the set of them.</summary>
    public Expression List()
    {
        var (items, joined) = Items();
        return items.Count switch
        {
            0 => throw _reader.Unexpected("there is no answer"),
            1 => items[0],
            _ => new Expression.Set(items, joined),
        };
    }

    /// <summary>Reads what stands between commas, "and" and "or".</summary>
    public (List<Expression> Items, Joined Joined) Items()
    {
        List<Expression> items = [];
        var joined = Joined.ByCommas;
        while (true)
        {
            while (Separator() is { } separator)
                joined = separator == Joined.ByCommas ? joined : separator;
            if (_reader.TakeCommand("Rightarrow"))
                items.Clear();
            else if (AtEnd())
                return (items, joined);
            items.Add(_reader.Nested(Item));
            if (Separator() is { } next)
                joined = next == Joined.ByCommas ? joined : next;
            else if (!_reader.Current.IsCommand("Rightarrow"))
                return (items, joined);
        }
    }

    /// <summary>Reads what is in the braces of a set; the first brace is taken.</summary>
    public Expression InBraces()
    {
        _braces++;
        _terms.OpenBars++;
        var (items, _) = Items();
        Expression set = new Expression.Set(items, Joined.InBraces);
        if (items.Count > 0 && (_reader.TakeSign('|') || _reader.TakeSign(':')))
        {
            // The elements of which something is true: {x | x > 2}.
            var (conditions, joined) = Items();
            set = conditions.Count == 1 ? conditions[0] : new Expression.Set(conditions, joined == Joined.ByCommas ? Joined.ByAnd : joined);
        }

        _terms.OpenBars--;
        _braces--;
        return _reader.TakeCommand("}set") ? set : throw _reader.Unexpected("a brace is not closed");
    }

    /// <summary>Reads one of the parts of an answer.</summary>
    public Expression Item()
    {
        if (TakeChoice() is { } letter)
            return new Expression.Choice(letter, _reader.Nested(Item));

        // = 5 and ≈ 14.14 say a value of something that was named before.
        if (RelationOf(_reader.Current) is RelationKind.Equal or RelationKind.Approximate)
            _reader.Take();
        List<Expression> members = [Member()];
        List<RelationKind> relations = [];
        while (TakeRelation() is { } relation)
        {
            relations.Add(relation);
            members.Add(Member());
        }

        if (_reader.TakeCommand("pmod"))
            members[^1] = new Expression.Applied("pmod", [members[^1], _terms.Factor()]);
        return relations.Count == 0 ? members[0] : new Expression.Relation(members, relations);
    }

    /// <summary>The letter of a choice, as <c>(C)</c>; null for other texts.</summary>
    /// <param name="text">The text.</param>
    public static string? ChoiceLetter(string text) =>
        text.Trim('(', ')', '.', ':', ' ') is [>= 'A' and <= 'Z'] letter ? letter : null;

    // The letter of a choice that something follows: \text{(C)} 12, or (C) 12.
    private string? TakeChoice()
    {
        var mark = _reader.Mark;
        var isPlain = _reader.TakeSign('(');
        if (_reader.Current.Kind == (isPlain ? TokenKind.Word : TokenKind.Text) && ChoiceLetter(_reader.Take().Text) is { } letter
            && (isPlain ? _reader.TakeSign(')') && IsValueAfterSpace(_reader.Current) : !EndsItem(_reader.Current)))
        {
            return letter;
        }

        _reader.Return(mark);
        return null;
    }

    private static bool IsValueAfterSpace(Token token) =>
        token.AfterSpace && (token.Kind is TokenKind.Number or TokenKind.Text || (token.Kind == TokenKind.Command && AtomParser.Starts(token)));

    private Expression Member()
    {
        if (_units.TakePrefix() is { } currency)
            return new Expression.Quantity(_terms.Sum(), currency);
        if (_units.Words() is { } words)
            return words;
        var left = SetTerm();
        while (_reader.Current is { Kind: TokenKind.Command, Text: "cup" or "cap" or "setminus" } operation)
        {
            _reader.Take();
            var operatorOf = operation.Text switch { "cup" => SetOperator.Union, "cap" => SetOperator.Intersection, _ => SetOperator.Difference };
            left = new Expression.SetOperation(operatorOf, left, SetTerm());
        }

        return left;
    }

    private Expression SetTerm()
    {
        var value = _units.After(_terms.Sum());
        if (_braces > 0 || !_reader.Current.Is(':'))
            return value;
        List<Expression> parts = [value];
        while (_reader.TakeSign(':'))
            parts.Add(_terms.Sum());
        return new Expression.Ratio(parts);
    }

    private Joined? Separator()
    {
        var token = _reader.Current;
        var joined = token.Is(',') || token.Is(';') ? Joined.ByCommas : JoinedBy(token);
        if (joined is not null)
            _reader.Take();
        return joined;
    }

    private static Joined? JoinedBy(Token token) => token.Kind is TokenKind.Text or TokenKind.Word or TokenKind.Command
        ? token.Text.Trim(' ', ',').ToUpperInvariant() switch
        {
            "AND" => Joined.ByAnd,
            "OR" => Joined.ByOr,
            "" when token.Kind == TokenKind.Text => Joined.ByCommas,
            _ => null,
        }
        : null;

    private RelationKind? TakeRelation()
    {
        if (_reader.Current is { Kind: TokenKind.Command, Text: "not" } && _reader.Following.Is('='))
            _reader.Take();
        else if (RelationOf(_reader.Current) is { } relation)
            return _reader.Take() is { Text: "<" or ">" } && _reader.TakeSign('=') ? OrEqual(relation) : relation;
        else
            return null;
        _reader.Take();
        return RelationKind.NotEqual;
    }

    private static RelationKind OrEqual(RelationKind relation) =>
        relation == RelationKind.Less ? RelationKind.LessOrEqual : RelationKind.GreaterOrEqual;

    private static RelationKind? RelationOf(Token token) => (token.Kind, token.Text) switch
    {
        (TokenKind.Sign or TokenKind.Command, "=") => RelationKind.Equal,
        (TokenKind.Sign, "<") => RelationKind.Less,
        (TokenKind.Sign, ">") => RelationKind.Greater,
        (TokenKind.Command, "le") => RelationKind.LessOrEqual,
        (TokenKind.Command, "ge") => RelationKind.GreaterOrEqual,
        (TokenKind.Command, "ne" or "notin") => RelationKind.NotEqual,
        (TokenKind.Command, "approx") => RelationKind.Approximate,
        (TokenKind.Command, "in") => RelationKind.In,
        (TokenKind.Command, "subset") => RelationKind.Within,
        (TokenKind.Command, "equiv") => RelationKind.Congruent,
        _ => null,
    };

    private bool AtEnd() => EndsList(_reader.Current);

    private static bool EndsItem(Token token) => EndsList(token) || token.Is(',') || token.Is(';') || JoinedBy(token) is not null;

    private static bool EndsList(Token token) =>
        token.Kind is TokenKind.EndOfText or TokenKind.NewRow or TokenKind.End || token.Is(')') || token.Is(']') || token.Is('}') || token.Is('&')
        || token.IsCommand("}set") || token.IsCommand("rangle");
}

namespace Kimi.Runtime.Mathematics.Syntax;

/// <summary>Reads what is in brackets: groups, tuples, intervals, absolute values and matrices.</summary>
/// <param name="reader">The tokens.</param>
/// <param name="terms">Reads sums.</param>
/// <param name="answers">Reads lists.</param>
internal sealed class BracketParser(Reader reader, TermParser terms, AnswerParser answers)
{
    /// <summary>Reads from an opening bracket to the one that closes it.</summary>
    public Expression Read()
    {
        var open = reader.Take().Text[0];
        if (open == '|')
            return new Expression.Call(Function.Abs, [Closed(() => terms.Sum(), '|')]);
        if (open == '{')
            return Group();

        // A bar within brackets begins and ends within them.
        var bars = terms.OpenBars;
        terms.OpenBars = 0;
        var (items, _) = answers.Items();
        terms.OpenBars = bars;
        var close = reader.Current;
        if (!close.Is(')') && !close.Is(']'))
            throw reader.Unexpected("a bracket is not closed");
        reader.Take();
        return (items, open == '(' == close.Is(')')) switch
        {
            ([], _) => throw reader.Unexpected("there is nothing in brackets"),
            ([_], true) => items[0],
            ([_], false) => throw reader.Unexpected("a bracket is not closed"),
            _ => new Expression.Tuple(open, items, close.Text[0]),
        };
    }

    /// <summary>Reads what is in brackets that LaTeX has a command for; the first is taken.</summary>
    /// <param name="command">The command.</param>
    public Expression Of(string command)
    {
        var (items, _) = answers.Items();
        if (!reader.TakeCommand(command switch { "langle" => "rangle", "lfloor" => "rfloor", _ => "rceil" }) || items.Count == 0)
            throw reader.Unexpected("a bracket is not closed");
        return command switch
        {
            "lfloor" => new Expression.Call(Function.Floor, items),
            "lceil" => new Expression.Call(Function.Ceiling, items),
            _ => new Expression.Tuple('(', items, ')'),
        };
    }

    /// <summary>Reads a matrix.</summary>
    public Expression Matrix()
    {
        var environment = reader.Take().Text;
        List<IReadOnlyList<Expression>> rows = [];
        List<Expression> row = [];
        while (true)
        {
            while (reader.TakeCommand("hline"))
            {
            }

            if (reader.Current.Kind is not (TokenKind.NewRow or TokenKind.End or TokenKind.EndOfText) && !reader.Current.Is('&'))
                row.Add(answers.List());
            var end = reader.Take();
            if (end.Is('&'))
                continue;
            if (row.Count > 0)
                rows.Add(row);
            row = [];
            if (end.Kind == TokenKind.End)
                break;
            if (end.Kind != TokenKind.NewRow)
                throw reader.Unexpected("a matrix is not closed");
        }

        // A system of equations.
        if (environment is "cases" && rows.Count > 0 && rows.TrueForAll(cells => cells is [Expression.Relation]))
            return new Expression.Set([.. rows.Select(cells => cells[0])], Joined.ByAnd);
        return rows.Count > 0 && rows.TrueForAll(other => other.Count == rows[0].Count)
            ? new Expression.Matrix(rows)
            : throw reader.Unexpected("the rows of a matrix have different lengths");
    }

    private Expression Group()
    {
        var (items, joined) = answers.Items();
        reader.Expect('}');
        return items.Count == 1 ? items[0] : new Expression.Set(items, joined == Joined.ByCommas ? Joined.InHiddenBraces : joined);
    }

    private Expression Closed(Func<Expression> read, char close)
    {
        terms.OpenBars++;
        var inner = read();
        terms.OpenBars--;
        reader.Expect(close);
        return inner;
    }
}

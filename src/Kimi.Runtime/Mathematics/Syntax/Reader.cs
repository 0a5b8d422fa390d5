namespace Kimi.Runtime.Mathematics.Syntax;

/// <summary>A place in the tokens of an answer.</summary>
/// <param name="tokens">The tokens; the last is the end of the text.</param>
internal sealed class Reader(IReadOnlyList<Token> tokens)
{
    // Deeper nesting is nobody's answer, and must not use up the stack.
    private const int DeepestNesting = 60;

    // The rest of a number whose first digit was taken as an argument: \frac12.
    private Token? _rest;
    private int _index;
    private int _depth;

    /// <summary>The token at this place.</summary>
    public Token Current => _rest ?? tokens[_index];

    /// <summary>The token after it.</summary>
    public Token Following => tokens[Math.Min(_index + 1, tokens.Count - 1)];

    /// <summary>Where it is, to come back to.</summary>
    public (int Index, Token? Remainder) Mark => (_index, _rest);

    /// <summary>Goes back.</summary>
    /// <param name="mark">Where to.</param>
    public void Return((int Index, Token? Remainder) mark) => (_index, _rest) = mark;

    /// <summary>Takes the token at this place.</summary>
    public Token Take()
    {
        var token = Current;
        _rest = null;
        if (_index < tokens.Count - 1)
            _index++;
        return token;
    }

    /// <summary>Takes the first digit of a number, and leaves the others.</summary>
    public Token TakeDigit()
    {
        var token = Current;
        if (token.Text.Length == 1 || !char.IsAsciiDigit(token.Text[1]))
            return Take();
        _rest = token with { Text = token.Text[1..], Place = token.Place + 1, AfterSpace = false };
        return token with { Text = token.Text[..1] };
    }

    /// <summary>Takes the first letter of a word, and leaves the others.</summary>
    public Token TakeLetter()
    {
        var token = Current;
        if (token.Text.Length == 1)
            return Take();
        _rest = token with { Text = token.Text[1..], Place = token.Place + 1, AfterSpace = false };
        return token with { Text = token.Text[..1] };
    }

    /// <summary>Takes a sign, if it is at this place.</summary>
    /// <param name="sign">The sign.</param>
    public bool TakeSign(char sign) => Current.Is(sign) && Take().Kind == TokenKind.Sign;

    /// <summary>Takes a command, if it is at this place.</summary>
    /// <param name="name">The command.</param>
    public bool TakeCommand(string name) => Current.IsCommand(name) && Take().Kind == TokenKind.Command;

    /// <summary>Takes a sign that must be at this place.</summary>
    /// <param name="sign">The sign.</param>
    /// <exception cref="MathSyntaxException">It is not.</exception>
    public void Expect(char sign)
    {
        if (!TakeSign(sign))
            throw Unexpected($"'{sign}' is missing");
    }

    /// <summary>Says that what is at this place cannot be read.</summary>
    /// <param name="why">Why.</param>
    public MathSyntaxException Unexpected(string why) => new(why, Current.Place);

    /// <summary>Reads something that is within something.</summary>
    /// <typeparam name="T">What.</typeparam>
    /// <param name="read">Reads it.</param>
    /// <exception cref="MathSyntaxException">The nesting is too deep.</exception>
    public T Nested<T>(Func<T> read)
    {
        if (_depth >= DeepestNesting)
            throw Unexpected("the answer is nested too deeply");
        _depth++;
        try
        {
            return read();
        }
        finally
        {
            _depth--;
        }
    }
}

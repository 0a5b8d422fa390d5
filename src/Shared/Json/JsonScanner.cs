using System.Text;

namespace Kimi.Shared.Json;

/// <summary>Reads the smallest parts of a JSON text: blanks and comments, texts, numbers and words.</summary>
/// <param name="text">The text.</param>
internal sealed class JsonScanner(string text)
{
    /// <summary>The offset of the next character.</summary>
    public int Position { get; private set; }

    /// <summary>Whether there is no next character.</summary>
    public bool IsAtEnd => Position >= text.Length;

    /// <summary>The next character; a zero at the end, which does not occur in JSON outside of a text.</summary>
    public char Peek() => IsAtEnd ? '\0' : text[Position];

    /// <summary>Skips the next character.</summary>
    public void Skip() => Position++;

    /// <summary>Skips blanks and comments.</summary>
    public void SkipBlank()
    {
        while (!IsAtEnd)
        {
            if (Peek() is ' ' or '\t' or '\n' or '\r')
                Position++;
            else if (Starts("//"))
                SkipLine();
            else if (Starts("/*"))
                Position = text.IndexOf("*/", Position + 2, StringComparison.Ordinal) is >= 0 and var end ? end + 2 : throw Malformed("a comment does not end");
            else
                return;
        }
    }

    /// <summary>Reads a text in double quotes.</summary>
    public string ReadText()
    {
        var start = Position;
        var read = new StringBuilder();
        for (Position++; Peek() != '"'; Position++)
        {
            if (IsAtEnd || Peek() is '\n' or '\r')
                throw Malformed("a text does not end");
            if (Peek() < ' ')
                throw Malformed("a control character stands in a text");
            read.Append(Peek() == '\\' ? ReadEscape() : Peek());
        }

        Position++;
        return IsWhole(read.ToString()) ? read.ToString() : throw new MalformedJsonException("an escape in the text is half a character", start);
    }

    /// <summary>Reads a number, as it is written.</summary>
    public string ReadNumber()
    {
        var start = Position;
        if (Peek() == '-')
            Position++;
        if (Peek() == '0')
            Position++;
        else
            ReadDigits();
        if (Peek() == '.')
        {
            Position++;
            ReadDigits();
        }

        if (Peek() is 'e' or 'E')
        {
            Position++;
            if (Peek() is '+' or '-')
                Position++;
            ReadDigits();
        }

        return char.IsLetterOrDigit(Peek()) ? throw Malformed("a number is not written as JSON writes it") : text.Substring(start, Position - start);
    }

    /// <summary>Reads one of JSON's words.</summary>
    /// <param name="word">The word.</param>
    public void ReadWord(string word)
    {
        if (!Starts(word))
            throw Malformed("a value is neither true, false nor null");
        Position += word.Length;
    }

    /// <summary>What is wrong at the next character.</summary>
    /// <param name="why">Why the text is not JSON.</param>
    public MalformedJsonException Malformed(string why) => new(why, Position);

    // Afterwards, the reader is at its last character.
    private char ReadEscape()
    {
        Position++;
        const string Escapes = "\"\\/bfnrt";
        const string Characters = "\"\\/\b\f\n\r\t";
        if (Escapes.IndexOf(Peek()) is >= 0 and var index && !IsAtEnd)
            return Characters[index];
        if (Peek() != 'u')
            throw Malformed("what follows '\\' is no escape");
        var code = 0;
        for (var digit = 0; digit < 4; digit++)
        {
            Position++;
            if (!Uri.IsHexDigit(Peek()))
                throw Malformed("four hexadecimal digits are missing after '\\u'");
            code = 16 * code + Uri.FromHex(Peek());
        }

        return (char)code;
    }

    private void ReadDigits()
    {
        if (Peek() is < '0' or > '9')
            throw Malformed("a digit is missing");
        while (Peek() is >= '0' and <= '9')
            Position++;
    }

    private void SkipLine()
    {
        for (; !IsAtEnd && Peek() is not ('\n' or '\r'); Position++)
        {
            if (Peek() is '\u2028' or '\u2029')
                throw Malformed("a comment breaks its line by a character that ends no line");
        }
    }

    // Characters beyond the first plane are two surrogates, and neither stands alone.
    private static bool IsWhole(string read)
    {
        for (var i = 0; i < read.Length; i++)
        {
            if (char.IsSurrogate(read[i]) && (++i == read.Length || !char.IsSurrogatePair(read[i - 1], read[i])))
                return false;
        }

        return true;
    }

    private bool Starts(string word) => string.CompareOrdinal(text, Position, word, 0, word.Length) == 0;
}

/// <summary>A text is not JSON.</summary>
/// <param name="why">Why.</param>
/// <param name="position">The offset at which it stops being JSON.</param>
internal sealed class MalformedJsonException(string why, int position) : Exception(why)
{
    /// <summary>The offset at which it stops being JSON.</summary>
    public int Position => position;
}

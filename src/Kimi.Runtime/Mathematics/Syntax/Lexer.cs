using System.Text.RegularExpressions;

namespace Kimi.Runtime.Mathematics.Syntax;

/// <summary>Reads an answer, in LaTeX or plain mathematics, as tokens. What only lays out a formula is left out.</summary>
internal sealed partial class Lexer
{
    /// <summary>Longer texts are no answers.</summary>
    public const int MostCharacters = 4_000;

    private readonly string _text;
    private readonly bool _commaIsDecimal;
    private readonly List<Token> _tokens = [];

    // A comma within brackets is never part of a number.
    private int _brackets;
    private int _place;
    private bool _afterSpace;

    private Lexer(string text, bool commaIsDecimal) => (_text, _commaIsDecimal) = (text, commaIsDecimal);

    /// <summary>The tokens of an answer; the last is the end of the text.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="commaIsDecimal">Whether <c>2,74</c> is one number; otherwise it is two.</param>
    /// <exception cref="MathSyntaxException">The answer is too long, or a part of it is open at its end.</exception>
    public static IReadOnlyList<Token> Read(string text, bool commaIsDecimal = false)
    {
        if (text.Length > MostCharacters)
            throw new MathSyntaxException($"the answer has more than {MostCharacters} characters", MostCharacters);
        var lexer = new Lexer(UnicodeMathematics.InLatex(text), commaIsDecimal);
        while (lexer._place < lexer._text.Length)
            lexer.ReadOne();
        lexer.Add(TokenKind.EndOfText, "");
        return lexer._tokens;
    }

    private void ReadOne()
    {
        var character = _text[_place];
        if (char.IsWhiteSpace(character) || character is '~' or '$' or '"')
            Skip(1);
        else if (char.IsAsciiDigit(character) || (character == '.' && IsDigit(_place + 1)))
            ReadNumber();
        else if (char.IsLetter(character))
            ReadWord();
        else if (character == '\\')
            ReadBackslash();
        else if (character == '*' && Next(1) == '*')
            AddSign('^', 2);
        else if ((character is '<' or '>' or '!' or ':' or '=' && Next(1) == '=') && !(character == '!' && Next(2) == '='))
            ReadRelation(character);
        else
            AddSign(character, 1);
    }

    private void Skip(int characters)
    {
        _place += characters;
        _afterSpace = true;
    }

    private void ReadNumber()
    {
        var match = (_brackets == 0 ? GroupedNumber() : ExplicitlyGroupedNumber()).Match(_text, _place);
        var number = match.Success ? match : PlainNumber().Match(_text, _place);
        var text = number.Groups["whole"].Value;
        text = new([.. text.Where(char.IsAsciiDigit)]);
        var end = number.Index + number.Length;
        if (DecimalComma().Match(_text, end) is { Success: true } comma && _commaIsDecimal && _brackets == 0 && !number.Groups["part"].Success)
        {
            text += "." + comma.Groups["part"].Value;
            end += comma.Length;
        }
        else if (number.Groups["part"].Success)
        {
            text += "." + number.Groups["part"].Value;
        }
        else if (Repeating().Match(_text, end) is { Success: true, Groups: var groups } && _text[end] == '.')
        {
            text += ".";
            end += groups["dot"].Length;
        }

        if (text.Contains('.', StringComparison.Ordinal) && Repeating().Match(_text, end) is { Success: true } repeating && _text[end] != '.')
        {
            text += $"[{repeating.Groups["digits"].Value}]";
            end += repeating.Length;
        }
        else if (Exponent().Match(_text, end) is { Success: true } exponent)
        {
            text += exponent.Value;
            end += exponent.Length;
        }

        Add(TokenKind.Number, text);
        _place = end;
    }

    private void ReadWord()
    {
        var end = _place;
        while (end < _text.Length && char.IsLetter(_text[end]))
            end++;

        // 1orW(x)=2.
        if (!_afterSpace && _tokens is [.., { Kind: TokenKind.Number }] && Joint().Match(_text, _place) is { Success: true } joint)
            end = _place + joint.Length;
        Add(TokenKind.Word, _text[_place..end]);
        _place = end;
    }

    private void ReadRelation(char first)
    {
        Add(TokenKind.Command, first switch { '<' => "le", '>' => "ge", '!' => "ne", _ => "=" });
        _place += 2;
    }

    private void ReadBackslash()
    {
        var next = Next(1);
        if (next == '\\' && CommandAt(_place + 2) is { Length: > 1 } escaped && LatexCommands.IsKnown(escaped))
            _place++;
        else if (next == '\\' && Next(2) is '{' or '}' or '%' or '$' or '(' or ')' && !_tokens.Exists(token => token.Kind == TokenKind.Begin))
            _place++;
        else if (next == '\\')
        {
            Add(TokenKind.NewRow, "");
            _place += 2;
            return;
        }

        if (CommandAt(_place + 1) is { Length: > 0 } name)
            ReadCommand(name);
        else
            ReadEscaped(Next(1));
    }

    private void ReadEscaped(char character)
    {
        switch (character)
        {
            case '{' or '}':
                Add(TokenKind.Command, character == '{' ? "{set" : "}set");
                _brackets = Math.Max(0, _brackets + (character == '{' ? 1 : -1));
                _place += 2;
                break;
            case '$':
                Add(TokenKind.Command, "$unit");
                _place += 2;
                break;
            case '%':
                AddSign('%', 2);
                break;
            case '|':
                AddSign('|', 2);
                break;
            default:
                Skip(character == '\0' ? 1 : 2);
                break;
        }
    }

    private void ReadCommand(string letters)
    {
        var name = Known(letters);
        var start = _place;
        _place += 1 + name.Length;
        if (name is "begin" or "end" && Braced() is { } environment)
            ReadEnvironment(name, environment.Trim());
        else if (LatexCommands.Spaces.Contains(name) || LatexCommands.Ignored.Contains(name))
            SkipIgnored(name);
        else if (LatexCommands.Texts.Contains(name))
            ReadText(name);
        else if (name is "mathbb" or "Bbb")
            Add(TokenKind.Command, "mathbb" + (Braced() ?? Letter()).Trim());
        else
            AddCommand(LatexCommands.Synonyms.GetValueOrDefault(name, name), start);
    }

    private void AddCommand(string meaning, int start)
    {
        if (meaning is "(" or ")" or "[" or "]" or "<" or ">" or "|" or "*" or "/" or ":" or "%")
            AddSign(meaning[0], 0);
        else
            _tokens.Add(new(TokenKind.Command, meaning, start, _afterSpace));
        _afterSpace = false;
    }

    private void SkipIgnored(string name)
    {
        if (name is "left" or "right" or "middle" && Next(0) == '.')
            _place++;
        if (name is "hspace" or "vspace" or "phantom" or "color" or "hskip" && Next(0) == '{')
            Braced();
        _afterSpace = true;
    }

    private void ReadEnvironment(string name, string environment)
    {
        if (LatexCommands.Layouts.Contains(environment))
        {
            _afterSpace = true;
            return;
        }

        if (name == "begin" && environment == "array")
            Braced();
        _brackets = Math.Max(0, _brackets + (name == "begin" ? 1 : -1));
        Add(name == "begin" ? TokenKind.Begin : TokenKind.End, environment);
    }

    private void ReadText(string name)
    {
        var place = _place;
        var text = Braced() ?? Letter();
        var content = text.Trim();
        if (NumberAsText().IsMatch(content))
        {
            _place = place;
            return;
        }

        var isMathematics = name is "mathrm" or "operatorname" or "textrm" && (content.Length == 1 || LatexCommands.Functions.ContainsKey(content));
        _tokens.Add(new(isMathematics ? TokenKind.Word : TokenKind.Text, content, place, _afterSpace || text.StartsWith(' ')));
        _afterSpace = text.EndsWith(' ');
    }

    // What is in braces at this place, which are left behind; null where there are none.
    private string? Braced()
    {
        var start = _place;
        while (start < _text.Length && _text[start] == ' ')
            start++;
        if (start >= _text.Length || _text[start] != '{')
            return null;
        var depth = 0;
        for (var place = start; place < _text.Length; place++)
        {
            depth += _text[place] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth > 0)
                continue;
            _place = place + 1;
            return _text[(start + 1)..place];
        }

        throw new MathSyntaxException("a brace is not closed", start);
    }

    private string Letter()
    {
        while (Next(0) == ' ')
            _place++;
        return _place < _text.Length ? _text[_place++].ToString() : "";
    }

    // The command that letters after a backslash begin with, where they are none themselves: \quadx is \quad and x.
    private static string Known(string letters)
    {
        if (LatexCommands.IsKnown(letters))
            return letters;
        for (var length = letters.Length - 1; length > 1; length--)
        {
            if (LatexCommands.IsKnown(letters[..length]))
                return letters[..length];
        }

        return letters;
    }

    private string CommandAt(int place)
    {
        var end = place;
        while (end < _text.Length && char.IsAsciiLetter(_text[end]))
            end++;
        if (end < _text.Length && end > place && _text[end] == '*')
            return LatexCommands.IsKnown(_text[place..(end + 1)]) ? _text[place..(end + 1)] : _text[place..end];
        return _text[place..end];
    }

    private void AddSign(char sign, int characters)
    {
        _brackets = Math.Max(0, _brackets + sign switch { '(' or '[' => 1, ')' or ']' => -1, _ => 0 });
        Add(TokenKind.Sign, sign.ToString());
        _place += characters;
    }

    private void Add(TokenKind kind, string text)
    {
        _tokens.Add(new(kind, text, _place, _afterSpace));
        _afterSpace = false;
    }

    private char Next(int ahead) => _place + ahead < _text.Length ? _text[_place + ahead] : '\0';

    private bool IsDigit(int place) => place < _text.Length && char.IsAsciiDigit(_text[place]);

    // The separators of thousands: a comma, a thin space, or a space; in brackets only those that cannot be a list's.
    [GeneratedRegex(@"\G(?<whole>\d{1,3}(?:,\d{3}(?!\d))+|\d{1,3}(?:(?:\{,\}|\\!\s*,|,\\!|\\,|\\ |')\s*\d{3}(?!\d))+|\d{1,3}(?: \d{3}(?![\d/]))+)(?:\.(?<part>\d+))?")]
    private static partial Regex GroupedNumber();

    [GeneratedRegex(@"\G(?<whole>\d{1,3}(?:(?:\{,\}|\\!\s*,|,\\!)\s*\d{3}(?!\d))+)(?:\.(?<part>\d+))?")]
    private static partial Regex ExplicitlyGroupedNumber();

    [GeneratedRegex(@"\G(?<whole>\d*)(?:\.(?<part>\d+))?")]
    private static partial Regex PlainNumber();

    [GeneratedRegex(@"\G,(?<part>\d+)(?![\d,])")]
    private static partial Regex DecimalComma();

    [GeneratedRegex(@"\G(?<dot>\.?)\\(?:overline|bar)\s*\{(?<digits>\d+)\}")]
    private static partial Regex Repeating();

    [GeneratedRegex(@"\G(?:or|and)(?=[A-Z]|[a-z](?![A-Za-z]))")]
    private static partial Regex Joint();

    // Its braces are a group's: \textbf{(113)}.
    [GeneratedRegex(@"^\(?[-\d.,\s/%$]*\d[-\d.,\s/%$]*\)?$")]
    private static partial Regex NumberAsText();

    [GeneratedRegex(@"\G[eE][+-]?\d+(?![\d.])")]
    private static partial Regex Exponent();
}

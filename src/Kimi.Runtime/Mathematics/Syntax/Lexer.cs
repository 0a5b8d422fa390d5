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
    private int _environments;
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
        if (char.IsWhiteSpace(character) || character is '~' or '$' or '"' || (character == '&' && _environments == 0))
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
        var (number, end) = NumberLexer.Read(_text, _place, inBrackets: _brackets > 0, _commaIsDecimal);
        Add(TokenKind.Number, number);
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
        if (next == '\\' && LatexText.Command(_text, _place + 2) is { Length: > 1 } escaped && LatexCommands.IsKnown(escaped))
            _place++;
        else if (next == '\\' && Next(2) is '{' or '}' or '%' or '$' or '(' or ')' && _environments == 0)
            _place++;
        else if (next == '\\')
        {
            ReadNewRow();
            return;
        }

        if (LatexText.Command(_text, _place + 1) is { Length: > 0 } name)
            ReadCommand(name);
        else
            ReadEscaped(Next(1));
    }

    // Outside of matrices it separates answers, unless an equation goes on in the next line.
    private void ReadNewRow()
    {
        if (_environments > 0)
            Add(TokenKind.NewRow, "");
        else if (!Continued().IsMatch(_text, _place))
            Add(TokenKind.Sign, ";");
        _place += 2;
        _afterSpace = true;
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
        var name = LatexText.Known(letters);
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
        _environments = Math.Max(0, _environments + (name == "begin" ? 1 : -1));
        Add(name == "begin" ? TokenKind.Begin : TokenKind.End, environment);
    }

    private void ReadText(string name)
    {
        var place = _place;
        var text = Braced() ?? Letter();
        var content = text.Trim();
        if (MathematicsAsText().IsMatch(content))
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
        if (LatexText.Braced(_text, _place) is not var (text, end))
            return null;
        _place = end;
        return text;
    }

    private string Letter()
    {
        while (Next(0) == ' ')
            _place++;
        return _place < _text.Length ? _text[_place++].ToString() : "";
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

    [GeneratedRegex(@"\G(?:or|and)(?=[A-Z]|[a-z](?![A-Za-z]))")]
    private static partial Regex Joint();

    [GeneratedRegex(@"\G\\\\[\s&]*(?:=|<|>|\\(?:le|ge|approx)|$)")]
    private static partial Regex Continued();

    // Its braces are a group's: \textbf{(113)} and \text{A, C}.
    [GeneratedRegex(@"^(?:\(?[-\d.,\s/%$]*\d[-\d.,\s/%$]*\)?|\(?[A-Z]\)?(?:\s*(?:,|and|or|&)\s*\(?[A-Z]\)?)+)$")]
    private static partial Regex MathematicsAsText();
}

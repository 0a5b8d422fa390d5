using System.Globalization;
using System.Text;

namespace Kimi.Torch.Tokenization.Unicode;

/// <summary>
/// Translates an expression of Oniguruma's Ruby syntax, in which tokenizer.json has its expressions, into one of .NET that finds the same. Whatever means
/// something else in .NET is rewritten (possessive quantifiers, anchors, case-insensitive groups, in which Unicode's foldings count) or refused.
/// </summary>
internal sealed class OnigurumaPattern
{
    private const string LongS = "\u017f";
    private const string KelvinSign = "\u212a";

    private static readonly string[] s_categories =
    [
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po",
        "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Co", "Cn",
    ];

    // One character folds to these two: ß to ss.
    private static readonly string[] s_foldedPairs = ["ff", "fi", "fl", "ss", "st"];

    private static readonly string[] s_groups = ["?:", "?=", "?!", "?<=", "?<!", "?>"];

    private readonly string _source;
    private readonly StringBuilder _result = new();
    private readonly Stack<Group> _groups = new();
    private int _place;
    private int _atom;

    private OnigurumaPattern(string source) => _source = source;

    private bool IgnoresCase => _groups.TryPeek(out var group) && group.IgnoresCase;

    /// <summary>The expression in .NET's syntax.</summary>
    /// <exception cref="NotSupportedException">It has something without a translation.</exception>
    public static string Translate(string source)
    {
        var pattern = new OnigurumaPattern(source);
        while (pattern._place < source.Length)
            pattern.Next();
        return pattern._groups.Count == 0 ? pattern._result.ToString() : throw new NotSupportedException("a group is not closed");
    }

    private void Next()
    {
        switch (_source[_place])
        {
            case '(':
                Open();
                break;
            case ')':
                _place++;
                _result.Append(')');
                _atom = _groups.TryPop(out var group) ? group.Start : throw new NotSupportedException("a group is closed that is not open");
                break;
            case '[':
                StartAtom();
                Class();
                break;
            case '?' or '*' or '+' or '{':
                Quantifier();
                break;
            case '|':
                _place++;
                _result.Append('|');
                _atom = _result.Length;
                break;
            case '.':
                _place++;
                StartAtom();
                _result.Append('.');
                break;
            case '^':
                // In Ruby's syntax always of a line; not behind the last line feed.
                _place++;
                StartAtom();
                _result.Append(@"(?:\A|(?<=\n)(?!\z))");
                break;
            case '$':
                _place++;
                StartAtom();
                _result.Append(@"(?=\n|\z)");
                break;
            case '\\' when _place + 1 < _source.Length && _source[_place + 1] is 'A' or 'z':
                StartAtom();
                _result.Append(_source, _place, 2);
                _place += 2;
                break;
            default:
                StartAtom();
                Single(isInClass: false);
                break;
        }
    }

    private void StartAtom() => _atom = _result.Length;

    private void Open()
    {
        var ignoresCase = IgnoresCase;
        var rest = _source.AsSpan(_place + 1);
        var start = _result.Length;
        if (rest.StartsWith("?i:"))
        {
            if (s_foldedPairs.FirstOrDefault(pair => _source[_place..].Split(')')[0].Contains(pair, StringComparison.OrdinalIgnoreCase)) is { } folded)
                throw new NotSupportedException($"{folded} in both cases");
            (ignoresCase, _place) = (true, _place + 4);
            _result.Append("(?:");
        }
        else if (s_groups.FirstOrDefault(kind => _source.AsSpan(_place + 1).StartsWith(kind)) is { } kind)
        {
            _result.Append('(').Append(kind);
            _place += 1 + kind.Length;
        }
        else if (rest.StartsWith("?"))
        {
            throw new NotSupportedException($"a group that begins with {_source[_place..Math.Min(_place + 4, _source.Length)]}");
        }
        else
        {
            _result.Append("(?:");
            _place++;
        }

        _groups.Push(new(start, ignoresCase));
        _atom = _result.Length;
    }

    private void Quantifier()
    {
        if (_atom == _result.Length)
            throw new NotSupportedException($"{_source[_place]} with nothing before it");
        var start = _place;
        var isInterval = _source[_place] == '{';
        if (isInterval)
            Interval();
        else
            _place++;
        var quantifier = _source[start.._place].Replace("{,", "{0,", StringComparison.Ordinal);
        var follower = _place < _source.Length ? _source[_place] : ' ';
        if (follower == '+')
        {
            // a++ gives nothing back; a{2}+ repeats a{2}.
            _place++;
            _result.Insert(_atom, isInterval ? "(?:" : "(?>").Append(quantifier).Append(isInterval ? ")+" : ")");
        }
        else
        {
            _result.Append(quantifier);
            if (follower == '?')
            {
                _place++;
                _result.Append('?');
            }
        }

        if (_place < _source.Length && _source[_place] is '?' or '*' or '+' or '{')
            throw new NotSupportedException("a quantifier behind a quantifier");
    }

    private void Interval()
    {
        var end = _source.IndexOf('}', _place);
        var counts = end < 0 ? [] : _source[(_place + 1)..end].Split(',');
        if (counts.Length is 0 or > 2 || counts.All(count => count.Length == 0) || !counts.All(count => count.Length <= 4 && count.All(char.IsAsciiDigit)))
            throw new NotSupportedException("{ that begins no interval");
        _place = end + 1;
    }

    private void Class()
    {
        _result.Append('[');
        _place++;
        if (Peek() == '^')
        {
            _result.Append('^');
            _place++;
        }

        if (Peek() == ']')
            throw new NotSupportedException("a class without characters");
        while (Peek() != ']')
        {
            if (Peek() == '[' || _source.AsSpan(_place).StartsWith("&&"))
                throw new NotSupportedException("a class within a class");
            var first = Single(isInClass: true);
            if (Peek() != '-' || _place + 1 >= _source.Length || _source[_place + 1] == ']')
                continue;
            _place++;
            _result.Append('-');
            var last = Single(isInClass: true);
            if (first is null || last is null || IgnoresCase)
                throw new NotSupportedException("a range of other than single characters, or of both cases");
            if (StandIns.IsWithin(first.Value, last.Value))
                throw new NotSupportedException("a range with rare characters in it");
        }

        _place++;
        _result.Append(']');
    }

    private char Peek() => _place < _source.Length ? _source[_place] : throw new NotSupportedException("a class is not closed");

    // A character or a set of them; the character, if it is one.
    private char? Single(bool isInClass)
    {
        if (_source[_place] == '\\')
            return Escape(isInClass);
        var character = _source[_place++];
        if (char.IsSurrogate(character))
            throw new NotSupportedException("a character beyond U+FFFF");
        Append(character, isInClass);
        return character;
    }

    private void Append(char character, bool isInClass)
    {
        if (StandIns.IsWithin(character, character))
            throw new NotSupportedException($"the rare character U+{(int)character:X4}");
        if (IgnoresCase && character > '\u007f')
            throw new NotSupportedException($"{character} in both cases");
        var literal = char.IsAsciiLetterOrDigit(character) || character > '\u007f' ? character.ToString() : $"\\x{(int)character:x2}";
        if (!IgnoresCase || !char.IsAsciiLetter(character))
        {
            _result.Append(literal);
            return;
        }

        var lower = char.ToLowerInvariant(character);
        var cases = $"{lower}{char.ToUpperInvariant(character)}" + lower switch { 's' => LongS, 'k' => KelvinSign, _ => "" };
        _result.Append(isInClass ? cases : $"[{cases}]");
    }

    private char? Escape(bool isInClass)
    {
        var character = _place + 1 < _source.Length ? _source[_place + 1] : throw new NotSupportedException("a backslash at the end");
        _place += 2;
        switch (character)
        {
            case 's' or 'S' or 'd' or 'D':
                _result.Append('\\').Append(character);
                return null;
            case 'p' or 'P':
                Category(character);
                return null;
            case 'r' or 'n' or 't':
                character = character switch { 'r' => '\r', 'n' => '\n', _ => '\t' };
                break;
            case 'x' or 'u':
                character = Code(character);
                break;
            case var _ when !char.IsAscii(character) || char.IsAsciiLetterOrDigit(character):
                throw new NotSupportedException($"\\{character}");
        }

        Append(character, isInClass);
        return character;
    }

    private void Category(char kind)
    {
        var end = _source.IndexOf('}', _place);
        var name = _place < _source.Length && _source[_place] == '{' && end > 0 ? _source[(_place + 1)..end] : "";
        if (name.StartsWith('^'))
            (kind, name) = (kind == 'p' ? 'P' : 'p', name[1..]);
        if (!s_categories.Contains(name))
            throw new NotSupportedException($"\\{kind}{{{name}}}, which is not a general category");
        _place = end + 1;
        _result.Append(CultureInfo.InvariantCulture, $"\\{kind}{{{name}}}");
    }

    // \x41, \x{4e00} or \u4e00.
    private char Code(char kind)
    {
        var isBraced = kind == 'x' && _place < _source.Length && _source[_place] == '{';
        var start = isBraced ? _place + 1 : _place;
        var end = isBraced ? _source.IndexOf('}', start) : start + (kind == 'x' ? 2 : 4);
        if (end < 0 || end > _source.Length
            || !ushort.TryParse(_source.AsSpan(start, end - start), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || char.IsSurrogate((char)code) || (kind == 'x' && !isBraced && code > 0x7f))
        {
            throw new NotSupportedException($"\\{kind} that gives no character up to U+FFFF");
        }

        _place = isBraced ? end + 1 : end;
        return (char)code;
    }

    private readonly record struct Group(int Start, bool IgnoresCase);
}

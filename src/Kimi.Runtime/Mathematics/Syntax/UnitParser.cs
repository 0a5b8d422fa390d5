using System.Buffers;
using System.Text;
using Kimi.Runtime.Mathematics.Arithmetic;

namespace Kimi.Runtime.Mathematics.Syntax;

/// <summary>Reads words: the units that follow a value, and answers that are words.</summary>
/// <param name="reader">The tokens.</param>
internal sealed class UnitParser(Reader reader)
{
    private const string Currencies = "€£¥₹";

    private static readonly string[] s_numbers =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    private static readonly SearchValues<char> s_vowels = SearchValues.Create("aeiouAEIOU");

    /// <summary>Takes the sign of a currency in front of a value; null where there is none.</summary>
    public string? TakePrefix() =>
        reader.TakeCommand("$unit") ? "dollar"
        : reader.Current is { Kind: TokenKind.Sign } sign && Currencies.Contains(sign.Text[0], StringComparison.Ordinal) ? reader.Take().Text
        : null;

    /// <summary>Reads an answer that is words; null where there is none.</summary>
    public Expression? Words()
    {
        if (!IsText(reader.Current) && !(reader.Current.Kind == TokenKind.Word && IsWord(reader.Current.Text)))
            return null;
        if (reader.Current.Kind == TokenKind.Text && reader.Current.Text is [_] letter && char.IsAsciiLetter(letter[0]))
            return null;
        var words = new StringBuilder();
        while (IsPartOfWords(reader.Current))
        {
            if (words.Length > 0 && reader.Current.AfterSpace)
                words.Append(' ');
            words.Append(reader.Take().Text);
        }

        return Array.IndexOf(s_numbers, words.ToString().ToLowerInvariant()) is >= 0 and var number
            ? new Expression.Number(Fraction.Of(number))
            : new Expression.Text(words.ToString());
    }

    /// <summary>Reads the unit that follows a value, if one does.</summary>
    /// <param name="value">The value.</param>
    public Expression After(Expression value)
    {
        if (value is Expression.Text)
            return value;
        if (TakePrefix() is { } currency)
            return new Expression.Quantity(value, currency);
        if (!StartsUnit(reader.Current))
            return value;
        var (unit, braces) = (new StringBuilder(), 0);
        while (StartsUnit(reader.Current) || (unit.Length > 0 && IsPartOfUnit(braces)))
        {
            braces += reader.Current.Is('{') ? 1 : reader.Current.Is('}') ? -1 : 0;
            if (unit.Length > 0 && reader.Current.AfterSpace && reader.Current.Kind is TokenKind.Text or TokenKind.Word)
                unit.Append(' ');
            unit.Append(reader.Take().Text);
        }

        return Units.Canonical(unit.ToString()) switch
        {
            "percent" => new Expression.Percent(value),
            "degree" => new Expression.Degrees(value),
            "" => value,
            var canonical => new Expression.Quantity(value, canonical),
        };
    }

    /// <summary>Whether a token begins a unit.</summary>
    /// <param name="token">The token.</param>
    public static bool StartsUnit(Token token) =>
        !IsJoint(token) && (IsText(token) || (token.Kind == TokenKind.Word && (Units.IsName(token.Text) || (token.AfterSpace && IsWord(token.Text)))));

    // A brace closes only that of an exponent: cm^{2}.
    private bool IsPartOfUnit(int braces) => reader.Current switch
    {
        { Kind: TokenKind.Word } word => !IsJoint(word),
        { Kind: TokenKind.Number } => true,
        { Kind: TokenKind.Sign, Text: "}" } => braces > 0,
        { Kind: TokenKind.Sign, Text: "^" or "/" or "{" or "*" or "-" } => true,
        _ => false,
    };

    private static bool IsPartOfWords(Token token) => !IsJoint(token)
        && token is { Kind: TokenKind.Text or TokenKind.Word or TokenKind.Number } or { Kind: TokenKind.Sign, Text: "-" or "'" };

    private static bool IsText(Token token) => token.Kind == TokenKind.Text;

    private static bool IsJoint(Token token) =>
        token.Kind is TokenKind.Text or TokenKind.Word && token.Text.Trim(' ', ',').ToUpperInvariant() is "AND" or "OR" or "";

    // Long enough, and with a vowel: several letters are otherwise several variables.
    private static bool IsWord(string letters) =>
        letters.ToUpperInvariant() is "YES" or "NO" or "ODD" or "ALL" or "DNE" or "ONE" or "TWO" or "SIX" or "TEN"
        || (letters.Length > 3 && letters.AsSpan().ContainsAny(s_vowels) && !LatexCommands.IsKnown(letters)
            && letters is not ("sqrt" or "cbrt" or "infinity") && !LatexCommands.Functions.ContainsKey(letters[..^1]));
}

using System.Text.RegularExpressions;

namespace Kimi.Shared.Declarations;

/// <summary>A text in which no character occurs twice.</summary>
internal sealed record DistinctCharactersConstraint : OptionConstraint
{
    /// <inheritdoc/>
    public override (string Id, string Sentence)? Check(string option, OptionValue value) =>
        value.Texts.Any(text => Characters.Of(text) is var all && all.Distinct().Count() < all.Count)
            ? (Ids.OptionValue, OptionSentences.Denied(option, value.Text, "it has a character twice"))
            : null;
}

/// <summary>A regular expression that takes time in proportion to the text. The runtime has its engine judge; what that refuses is recognized here.</summary>
internal sealed record LinearPatternConstraint : OptionConstraint
{
    // Lookarounds, atomic groups and conditions; references to groups; and where the last match ended.
    private static readonly Regex _backtracking = new(@"\(\?(?:=|!|<=|<!|>|\()|\\[1-9]|\\k[<{']|\\G", RegexOptions.CultureInvariant);
    private static readonly Regex _escaped = new(@"\\[^1-9kG]|\[(?:[^\]\\]|\\.)*\]", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public override (string Id, string Sentence)? Check(string option, OptionValue value) => value.Texts.All(IsLinear)
        ? null
        : (Ids.OptionValue,
            OptionSentences.Denied(option, value.Text, "it is no regular expression, or has backreferences or lookarounds, which may search for ever"));

    private static bool IsLinear(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
            return !_backtracking.IsMatch(_escaped.Replace(pattern, "x"));
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

/// <summary>A text that is not missing.</summary>
internal sealed record RequiredConstraint(bool AllowsEmpty) : OptionConstraint
{
    /// <inheritdoc/>
    public override (string Id, string Sentence)? Check(string option, OptionValue value) =>
        value.Text == "null" || (!AllowsEmpty && value is { Texts.Count: 1, Numbers.Count: 0 } && value.Texts[0].Trim().Length == 0)
            ? (Ids.OptionValue, $"{option} is {value.Text}, but the option is required: give it a value")
            : null;
}

/// <summary>An address of the web, as <c>UrlAttribute</c> has it.</summary>
internal sealed record UrlConstraint : OptionConstraint
{
    private static readonly string[] _schemes = ["http://", "https://", "ftp://"];

    /// <inheritdoc/>
    public override (string Id, string Sentence)? Check(string option, OptionValue value) =>
        value.Texts.All(text => _schemes.Any(scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)))
            ? null
            : (Ids.OptionValue, $"{option} is {value.Text}, which is no full address: begin it with http://, https:// or ftp://");
}

/// <summary>An address of mail, as <c>EmailAddressAttribute</c> has it.</summary>
internal sealed record EmailConstraint : OptionConstraint
{
    /// <inheritdoc/>
    public override (string Id, string Sentence)? Check(string option, OptionValue value) =>
        value.Texts.All(text => text.IndexOf('@') is > 0 and var at && at == text.LastIndexOf('@') && at < text.Length - 1)
            ? null
            : (Ids.OptionValue, $"{option} is {value.Text}, which is no address of mail: write name@host");
}

/// <summary>The name of a member of an enumeration, as <c>EnumDataTypeAttribute</c> has it: capitals count, and a number or several names may stand for
/// one.</summary>
internal sealed record MemberConstraint(IReadOnlyList<string> Names) : OptionConstraint
{
    /// <inheritdoc/>
    public override (string Id, string Sentence)? Check(string option, OptionValue value) =>
        value.Texts.All(text => Names.Contains(text.Trim()) || !IsName(text.Trim()))
            ? null
            : (Ids.OptionValue, OptionSentences.NotAllowed(option, value.Text, Words.List(Names, "and")));

    private static bool IsName(string text) => text.Length > 0 && char.IsLetter(text[0]) && text.All(character => char.IsLetterOrDigit(character));
}

/// <summary>Templates with placeholders.</summary>
internal sealed record PlaceholdersConstraint(IReadOnlyList<string> Needed, IReadOnlyList<string> Optional) : OptionConstraint
{
    private static readonly Regex _placeholder = new(@"\{([A-Za-z_]+)\}", RegexOptions.CultureInvariant);

    /// <summary>What a template says itself, without the placeholders.</summary>
    public static string Plain(string template) => _placeholder.Replace(template, "");

    /// <inheritdoc/>
    public override (string Id, string Sentence)? Check(string option, OptionValue value) =>
        value.Texts.Select(text => Check(option, text)).FirstOrDefault(fault => fault is not null) is { } sentence ? (Ids.OptionValue, sentence) : null;

    private string? Check(string option, string template)
    {
        var names = _placeholder.Matches(template).Cast<Match>().Select(match => match.Groups[1].Value).ToList();
        if (names.FirstOrDefault(name => !Needed.Contains(name) && !Optional.Contains(name)) is { } unknown)
        {
            var known = Needed.Concat(Optional).Select(name => $"{{{name}}}").ToList();
            return $"{option} has {{{unknown}}}, which stands for nothing and is read as it is: write {Words.List(known, "or")}, or leave it out";
        }

        return Needed.FirstOrDefault(name => !names.Contains(name)) is { } missing
            ? $"{option} lacks {{{missing}}}, so what that stands for is never read: write {{{missing}}} where it belongs"
            : null;
    }
}

/// <summary>A text without some texts in it, or at its end or beginning.</summary>
internal sealed record NotContainingConstraint(IReadOnlyList<string> Unwanted, bool AtEnd, bool AtStart, string Because) : OptionConstraint
{
    /// <inheritdoc/>
    public override (string Id, string Sentence)? Check(string option, OptionValue value) =>
        value.Texts.Any(text => Unwanted.Any(unwanted => Has(text, unwanted)))
            ? (Ids.OptionValue, $"{option} is {value.Text}, but {Because}")
            : null;

    private bool Has(string text, string unwanted) => AtEnd
        ? text.EndsWith(unwanted, StringComparison.OrdinalIgnoreCase)
        : AtStart ? text.StartsWith(unwanted, StringComparison.Ordinal) : text.Contains(unwanted);
}

/// <summary>A list of texts none of which is empty.</summary>
internal sealed record NoEmptyItemsConstraint : OptionConstraint
{
    /// <inheritdoc/>
    public override (string Id, string Sentence)? Check(string option, OptionValue value) => value.Texts.Any(text => text.Length == 0)
        ? (Ids.OptionValue, $"{option} is {value.Text}, which has an empty text: remove it, or write what was meant")
        : null;
}

/// <summary>A list of numbers within bounds.</summary>
internal sealed record ItemsWithinConstraint(double Minimum, double Maximum) : OptionConstraint
{
    private readonly RangeConstraint _range = new(Minimum, Maximum);

    /// <inheritdoc/>
    public override (string Id, string Sentence)? Check(string option, OptionValue value) =>
        value.Numbers.Any(number => !_range.IsWithin(number))
            ? (Ids.OptionValue,
                $"{option} is {value.Text}, of which an item lies outside {RangeConstraint.Written(Minimum)} to {RangeConstraint.Written(Maximum)}: "
                + "give items in that range")
            : null;
}

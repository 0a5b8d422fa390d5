using System.Globalization;
using System.Text;

namespace Kimi.Torch.Tokenization.Unicode;

/// <summary>
/// .NET's regular expressions see UTF-16 units, in which a character beyond U+FFFF is two surrogates, neither a letter nor a digit. So such characters are
/// replaced by a rare one of the same general category before an expression sees them. What expressions of tokenizers ask of a character is its category,
/// or whether it is one of a few common ones.
/// </summary>
internal static class StandIns
{
    private static readonly Dictionary<UnicodeCategory, char> s_standIns = new()
    {
        [UnicodeCategory.UppercaseLetter] = '\ua680',
        [UnicodeCategory.LowercaseLetter] = '\ua681',
        [UnicodeCategory.TitlecaseLetter] = '\u1f88',
        [UnicodeCategory.ModifierLetter] = '\ua60c',
        [UnicodeCategory.OtherLetter] = '\ua500',
        [UnicodeCategory.NonSpacingMark] = '\ua802',
        [UnicodeCategory.SpacingCombiningMark] = '\ua823',
        [UnicodeCategory.EnclosingMark] = '\ua670',
        [UnicodeCategory.DecimalDigitNumber] = '\ua8d0',
        [UnicodeCategory.LetterNumber] = '\ua6e6',
        [UnicodeCategory.OtherNumber] = '\ua830',
        [UnicodeCategory.ConnectorPunctuation] = '\ufe33',
        [UnicodeCategory.DashPunctuation] = '\u2e40',
        [UnicodeCategory.OpenPunctuation] = '\u2e42',
        [UnicodeCategory.ClosePunctuation] = '\ufe36',
        [UnicodeCategory.InitialQuotePunctuation] = '\u2e02',
        [UnicodeCategory.FinalQuotePunctuation] = '\u2e03',
        [UnicodeCategory.OtherPunctuation] = '\ua874',
        [UnicodeCategory.MathSymbol] = '\u2a00',
        [UnicodeCategory.CurrencySymbol] = '\ua838',
        [UnicodeCategory.ModifierSymbol] = '\ua700',
        [UnicodeCategory.OtherSymbol] = '\ua490',
        [UnicodeCategory.Format] = '\u2061',
        [UnicodeCategory.PrivateUse] = '\ue000',
        [UnicodeCategory.OtherNotAssigned] = '\ufdd0',
    };

    /// <summary>Whether an expression that asks for a range of characters would find a stand-in by it.</summary>
    public static bool IsWithin(int first, int last) => s_standIns.Values.Any(character => character >= first && character <= last);

    /// <summary>The text with stand-ins.</summary>
    /// <param name="text">A text of whole characters.</param>
    /// <param name="offsets">The place in it of each character of the result, and its length.</param>
    public static string For(ReadOnlySpan<char> text, out int[] offsets)
    {
        var result = new StringBuilder(text.Length);
        var places = new List<int>(text.Length + 1);
        var place = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            places.Add(place);
            result.Append(rune.IsBmp ? (char)rune.Value : s_standIns[Rune.GetUnicodeCategory(rune)]);
            place += rune.Utf16SequenceLength;
        }

        places.Add(place);
        offsets = [.. places];
        return result.ToString();
    }
}

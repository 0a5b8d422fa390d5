using System.Text;

namespace Kimi.Torch.Tokenization.Unicode;

/// <summary>
/// Unicode's normalization form C (UAX #15): characters are decomposed, marks are put in order, and what composes is composed. .NET has it from ICU, and with
/// invariant globalization returns its input instead, without a word; so this is from a table of ours and the same everywhere.
/// </summary>
internal static class NormalizationFormC
{
    private const int HangulBase = 0xac00;
    private const int HangulCount = LeadCount * VowelCount * TrailCount;
    private const int LeadBase = 0x1100;
    private const int LeadCount = 19;
    private const int VowelBase = 0x1161;
    private const int VowelCount = 21;
    private const int TrailBase = 0x11a7;
    private const int TrailCount = 28;

    // Below it nothing decomposes, composes with what is before it, or is a mark.
    private const char FirstOfInterest = '\u00c0';

    private static readonly CanonicalMappings s_mappings = CanonicalMappings.Load();

    /// <summary>A text in form C.</summary>
    /// <param name="text">A text of whole characters.</param>
    public static string Of(string text)
    {
        if (IsComposed(text))
            return text;
        var characters = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
            AddDecomposed(rune.Value, characters);
        Order(characters);
        Compose(characters);
        var result = new StringBuilder(characters.Count);
        foreach (var character in characters)
            result.Append(new Rune(character));
        return result.ToString();
    }

    private static bool IsComposed(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', (char)(FirstOfInterest - 1)) < 0)
            return true;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value >= FirstOfInterest && (s_mappings.MayChange(rune.Value) || IsVowelOrTrail(rune.Value)))
                return false;
        }

        return true;
    }

    private static bool IsVowelOrTrail(int character) =>
        character is (>= VowelBase and < VowelBase + VowelCount) or (> TrailBase and < TrailBase + TrailCount);

    private static void AddDecomposed(int character, List<int> characters)
    {
        if (character is >= HangulBase and < HangulBase + HangulCount)
        {
            var (pair, trail) = Math.DivRem(character - HangulBase, TrailCount);
            characters.Add(LeadBase + (pair / VowelCount));
            characters.Add(VowelBase + (pair % VowelCount));
            if (trail > 0)
                characters.Add(TrailBase + trail);
        }
        else if (s_mappings.Decompositions.TryGetValue(character, out var parts))
        {
            AddDecomposed(parts.First, characters);
            if (parts.Second is { } second)
                AddDecomposed(second, characters);
        }
        else
        {
            characters.Add(character);
        }
    }

    // Marks behind one another are sorted by their class; those of one class keep their order.
    private static void Order(List<int> characters)
    {
        for (var start = 0; start < characters.Count; start++)
        {
            var end = start;
            while (end < characters.Count && s_mappings.ClassOf(characters[end]) != 0)
                end++;
            if (end - start > 1)
            {
                var sorted = characters[start..end].OrderBy(s_mappings.ClassOf).ToList();
                for (var i = 0; i < sorted.Count; i++)
                    characters[start + i] = sorted[i];
            }

            start = Math.Max(start, end - 1);
        }
    }

    private static void Compose(List<int> characters)
    {
        var (count, starter, lastClass) = (0, -1, 0);
        for (var i = 0; i < characters.Count; i++)
        {
            var character = characters[i];
            var combiningClass = s_mappings.ClassOf(character);
            var isBlocked = starter >= 0 && starter < count - 1 && (lastClass == 0 || lastClass >= combiningClass);
            if (starter >= 0 && !isBlocked && Composed(characters[starter], character) is { } composed)
            {
                characters[starter] = composed;
                continue;
            }

            if (combiningClass == 0)
                starter = count;
            lastClass = combiningClass;
            characters[count++] = character;
        }

        characters.RemoveRange(count, characters.Count - count);
    }

    private static int? Composed(int first, int second)
    {
        if (first is >= LeadBase and < LeadBase + LeadCount && second is >= VowelBase and < VowelBase + VowelCount)
            return HangulBase + ((((first - LeadBase) * VowelCount) + second - VowelBase) * TrailCount);
        if (first is >= HangulBase and < HangulBase + HangulCount && (first - HangulBase) % TrailCount == 0
            && second is > TrailBase and < TrailBase + TrailCount)
        {
            return first + second - TrailBase;
        }

        return s_mappings.Compositions.TryGetValue((first, second), out var composed) ? composed : null;
    }
}

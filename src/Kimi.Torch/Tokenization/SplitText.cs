namespace Kimi.Torch.Tokenization;

/// <summary>A text in pieces: what pre-tokenizers make finer, until each piece is what merges cannot cross.</summary>
/// <param name="Text">The text.</param>
/// <param name="Pieces">The pieces, in order, none of them empty; text between them is dropped.</param>
/// <param name="BeginsInput">Whether the first piece is at the start of the input, with no added token before it.</param>
internal sealed record SplitText(string Text, IReadOnlyList<Range> Pieces, bool BeginsInput)
{
    /// <summary>A text in one piece.</summary>
    public static SplitText Whole(string text, bool beginsInput) => new(text, text.Length == 0 ? [] : new[] { ..text.Length }, beginsInput);

    /// <summary>The characters of a piece.</summary>
    public ReadOnlySpan<char> this[Range piece] => Text.AsSpan(piece);

    /// <summary>Splits every piece further.</summary>
    /// <param name="pattern">What to look for within a piece.</param>
    /// <param name="rule">What becomes of what is found.</param>
    /// <param name="isInverted">Whether to take what is between for what was looked for.</param>
    public SplitText Split(TextPattern pattern, SplitRule rule, bool isInverted = false)
    {
        var pieces = new List<Range>(Pieces.Count);
        var found = new List<Range>();
        var sections = new List<Section>();
        foreach (var piece in Pieces)
        {
            found.Clear();
            pattern.AddMatches(this[piece], found);
            sections.Clear();
            var end = piece.Start.Value;
            foreach (var match in found)
            {
                var (start, next) = (piece.Start.Value + match.Start.Value, piece.Start.Value + match.End.Value);
                if (start > end)
                    sections.Add(new(end, start, isInverted));
                sections.Add(new(start, next, !isInverted));
                end = next;
            }

            if (end < piece.End.Value)
                sections.Add(new(end, piece.End.Value, isInverted));
            Add(pieces, sections, rule);
        }

        return this with { Pieces = pieces };
    }

    private static void Add(List<Range> pieces, List<Section> sections, SplitRule rule)
    {
        for (var i = 0; i < sections.Count;)
        {
            // The sections from i up to next become one piece.
            var next = i + 1;
            if (rule == SplitRule.Contiguous)
            {
                while (next < sections.Count && sections[next].IsMatch == sections[i].IsMatch)
                    next++;
            }
            else if (rule == SplitRule.MergedWithPrevious && next < sections.Count && !sections[i].IsMatch && sections[next].IsMatch)
            {
                next++;
            }
            else if (rule == SplitRule.MergedWithNext && next < sections.Count && sections[i].IsMatch && !sections[next].IsMatch)
            {
                next++;
            }

            if (sections[i].Start < sections[next - 1].End && !(rule == SplitRule.Removed && sections[i].IsMatch))
                pieces.Add(sections[i].Start..sections[next - 1].End);
            i = next;
        }
    }

    private readonly record struct Section(int Start, int End, bool IsMatch);
}

using System.Text;
using Kimi.Torch.Files;

namespace Kimi.Torch.Tokenization;

/// <summary>Splits a text into pieces that merges do not cross, and may write them differently.</summary>
internal abstract record PreTokenizer
{
    /// <summary>Splits the pieces further.</summary>
    public abstract SplitText Split(SplitText text);

    /// <summary>Reads <c>pre_tokenizer</c>.</summary>
    public static PreTokenizer Read(JsonPlace place)
    {
        switch (place.Type)
        {
            case "ByteLevel":
                place.HasOnly("add_prefix_space", "trim_offsets", "use_regex");
                return new Bytes(place.Flag("add_prefix_space", usual: true), place.Flag("use_regex", usual: true));
            case "Split":
                place.HasOnly("pattern", "behavior", "invert");
                return new ByPattern(TextPattern.Read(place["pattern"]), RuleOf(place["behavior"]), place.Flag("invert"));
            case "Digits":
                place.HasOnly("individual_digits");
                return new Digits(place.Flag("individual_digits"));
            case "Metaspace":
                return Metaspace.Read(place);
            case "Sequence":
                place.HasOnly("pretokenizers");
                return new InTurn([.. place["pretokenizers"].Items.Select(Read)]);
            case var kind:
                throw place.Unknown(kind);
        }
    }

    private static SplitRule RuleOf(JsonPlace place) =>
        Enum.TryParse<SplitRule>(place.Text, out var rule) && rule.ToString() == place.Text
            ? rule
            : throw place.Failure($"is '{place.Text}', which is no behavior");

    /// <summary>Splits where a pattern is found.</summary>
    internal sealed record ByPattern(TextPattern Pattern, SplitRule Rule, bool IsInverted) : PreTokenizer
    {
        public override SplitText Split(SplitText text) => text.Split(Pattern, Rule, IsInverted);
    }

    /// <summary>Splits digits from the rest, and from each other if wanted. Digits are all of Unicode's numbers.</summary>
    internal sealed record Digits(bool Individual) : PreTokenizer
    {
        private static readonly TextPattern s_number = new TextPattern.Expression(@"\p{N}", (what, _) => throw new InvalidOperationException(what));

        public override SplitText Split(SplitText text) => text.Split(s_number, Individual ? SplitRule.Isolated : SplitRule.Contiguous);
    }

    /// <summary>Writes pieces in the characters that stand for their bytes.</summary>
    internal sealed record Bytes(bool AddsSpace, bool UsesPattern) : PreTokenizer
    {
        private static readonly TextPattern s_pattern = new TextPattern.Expression(ByteLevel.Pattern, (what, _) => throw new InvalidOperationException(what));

        public override SplitText Split(SplitText text)
        {
            var spaced = AddsSpace ? Prefixed.Pieces(text, ' ') : text;
            var split = UsesPattern ? spaced.Split(s_pattern, SplitRule.Isolated) : spaced;
            var utf8 = new byte[Encoding.UTF8.GetMaxByteCount(split.Pieces.Select(piece => split[piece].Length).DefaultIfEmpty().Max())];
            var written = new StringBuilder(split.Text.Length);
            var pieces = new Range[split.Pieces.Count];
            for (var i = 0; i < pieces.Length; i++)
            {
                var start = written.Length;
                foreach (var value in utf8.AsSpan(0, Encoding.UTF8.GetBytes(split[split.Pieces[i]], utf8)))
                    written.Append(ByteLevel.CharacterOf(value));
                pieces[i] = start..written.Length;
            }

            return split with { Text = written.ToString(), Pieces = pieces };
        }
    }

    /// <summary>Several, each on the pieces of the one before.</summary>
    internal sealed record InTurn(IReadOnlyList<PreTokenizer> Steps) : PreTokenizer
    {
        public override SplitText Split(SplitText text) => Steps.Aggregate(text, (current, step) => step.Split(current));
    }
}

using Kimi.Torch.Files;

namespace Kimi.Torch.Tokenization;

/// <summary>SentencePiece's way with spaces: each is written as a visible character, and one may be put before a text.</summary>
/// <param name="Space">What is written for a space; ▁ in all known vocabularies.</param>
/// <param name="Prefix">Where one is put before a text.</param>
/// <param name="Splits">Whether each begins a piece.</param>
internal sealed record Metaspace(char Space, Metaspace.PrefixScheme Prefix, bool Splits) : PreTokenizer
{
    private readonly TextPattern _space = new TextPattern.Literal(Space.ToString());

    /// <summary>Where a space is put before a text.</summary>
    internal enum PrefixScheme
    {
        /// <summary>Nowhere.</summary>
        Never,

        /// <summary>Before the input.</summary>
        First,

        /// <summary>Before the input, and behind every added token.</summary>
        Always,
    }

    /// <summary>Reads it, as a pre-tokenizer or as a decoder.</summary>
    public static new Metaspace Read(JsonPlace place)
    {
        place.HasOnly("replacement", "str_rep", "add_prefix_space", "prepend_scheme", "split");
        var replacement = place["replacement"];
        if (replacement.Text.Length != 1)
            throw replacement.Failure("is not one character up to U+FFFF");
        return new(replacement.Text[0], PrefixOf(place), place.Flag("split", usual: true));
    }

    public override SplitText Split(SplitText text)
    {
        var written = text with { Text = text.Text.Replace(' ', Space) };
        var prefixed = Prefix switch
        {
            PrefixScheme.Always => Prefixed.Pieces(written, Space),
            PrefixScheme.First when text.BeginsInput => Prefixed.Pieces(written, Space, onlyFirst: true),
            _ => written,
        };
        return Splits ? prefixed.Split(_space, SplitRule.MergedWithNext) : prefixed;
    }

    // Older files say whether, newer ones where.
    private static PrefixScheme PrefixOf(JsonPlace place)
    {
        var scheme = place.Optional("prepend_scheme") is not { } field ? PrefixScheme.Always : field.Text switch
        {
            "never" => PrefixScheme.Never,
            "first" => PrefixScheme.First,
            "always" => PrefixScheme.Always,
            var other => throw field.Failure($"is '{other}', which is none of never, first and always"),
        };
        return place.Flag("add_prefix_space", usual: true) ? scheme
            : place.Optional("prepend_scheme") is null || scheme == PrefixScheme.Never ? PrefixScheme.Never
            : throw place["prepend_scheme"].Failure("contradicts add_prefix_space");
    }
}

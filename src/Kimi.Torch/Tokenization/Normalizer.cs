using Kimi.Torch.Files;

namespace Kimi.Torch.Tokenization;

/// <summary>Changes a text before it is split.</summary>
internal abstract record Normalizer
{
    /// <summary>The changed text.</summary>
    public abstract string Normalize(string text);

    /// <summary>Reads <c>normalizer</c>.</summary>
    public static Normalizer Read(JsonPlace place)
    {
        switch (place.Type)
        {
            case "NFC":
                place.HasOnly();
                return new ComposedForm();
            case "Prepend":
                place.HasOnly("prepend");
                return new Prepend(place["prepend"].Text);
            case "Replace":
                place.HasOnly("pattern", "content");
                return new Replace(TextPattern.Read(place["pattern"]), ReplacementOf(place));
            case "Sequence":
                place.HasOnly("normalizers");
                return new InTurn([.. place["normalizers"].Items.Select(Read)]);
            case var kind:
                throw place.Unknown(kind);
        }
    }

    private static string ReplacementOf(JsonPlace place)
    {
        var content = place["content"].Text;
        return place["pattern"].Optional("Regex") is not null && content.Contains('$', StringComparison.Ordinal)
            ? throw place["content"].Failure("refers to groups of its pattern, which is not supported", "use a tokenizer without it")
            : content;
    }

    /// <summary>Unicode's normalization form C.</summary>
    internal sealed record ComposedForm : Normalizer
    {
        public override string Normalize(string text) => Unicode.NormalizationFormC.Of(text);
    }

    /// <summary>Puts something before every text that is not empty.</summary>
    internal sealed record Prepend(string Text) : Normalizer
    {
        public override string Normalize(string text) => text.Length == 0 ? text : Text + text;
    }

    /// <summary>Replaces what a pattern finds.</summary>
    internal sealed record Replace(TextPattern Pattern, string Content) : Normalizer
    {
        public override string Normalize(string text) => Pattern.Replace(text, Content);
    }

    /// <summary>Several, each on the result of the one before.</summary>
    internal sealed record InTurn(IReadOnlyList<Normalizer> Steps) : Normalizer
    {
        public override string Normalize(string text) => Steps.Aggregate(text, (current, step) => step.Normalize(current));
    }
}

using Kimi.Torch.Files;

namespace Kimi.Torch.Tokenization;

/// <summary>The special tokens around a whole text.</summary>
/// <param name="Before">Those before it.</param>
/// <param name="After">Those behind it.</param>
internal sealed record SpecialTokensAround(IReadOnlyList<int> Before, IReadOnlyList<int> After)
{
    /// <summary>No tokens.</summary>
    public static SpecialTokensAround None { get; } = new([], []);

    /// <summary>Reads <c>post_processor</c>.</summary>
    public static SpecialTokensAround Read(JsonPlace place)
    {
        switch (place.Type)
        {
            case "ByteLevel":
                // It only moves offsets.
                place.HasOnly("add_prefix_space", "trim_offsets", "use_regex");
                return None;
            case "TemplateProcessing":
                place.HasOnly("single", "pair", "special_tokens");
                return OfTemplate(place);
            case "Sequence":
                place.HasOnly("processors");
                return place["processors"].Items.Select(Read)
                    .Aggregate(None, (inner, outer) => new([.. outer.Before, .. inner.Before], [.. inner.After, .. outer.After]));
            case var kind:
                throw place.Unknown(kind);
        }
    }

    private static SpecialTokensAround OfTemplate(JsonPlace place)
    {
        var parts = place["single"].Items.ToList();
        var texts = parts.FindAll(part => part.Optional("Sequence") is not null);
        if (texts is not [var text] || text["Sequence"]["id"].Text != "A")
            throw place["single"].Failure("does not have the text once", "use a tokenizer with a template such as <s> $A </s>");
        var at = parts.IndexOf(text);
        return new([.. parts.Take(at).SelectMany(part => IdsOf(part, place))], [.. parts.Skip(at + 1).SelectMany(part => IdsOf(part, place))]);
    }

    private static IEnumerable<int> IdsOf(JsonPlace part, JsonPlace template) =>
        template["special_tokens"][part["SpecialToken"]["id"].Text]["ids"].Items.Select(id => id.Count);
}

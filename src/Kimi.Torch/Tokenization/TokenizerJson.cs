using System.Text.Json;
using Kimi.Dsl;
using Kimi.Torch.Files;

namespace Kimi.Torch.Tokenization;

/// <summary>
/// The parts of a tokenizer.json, in the order in which a text passes them. What a part does not know is refused by name. <c>truncation</c> and
/// <c>padding</c> say how somebody once made batches and do not count.
/// </summary>
internal sealed record TokenizerJson
{
    /// <summary>Ids index arrays; no model has more.</summary>
    private const int MaxId = 1 << 24;

    /// <summary>All added tokens.</summary>
    public required IReadOnlyList<AddedToken> Added { get; init; }

    /// <summary>Changes the text between added tokens; null if nothing does.</summary>
    public required Normalizer? Normalizer { get; init; }

    /// <summary>Splits it; null if nothing does.</summary>
    public required PreTokenizer? PreTokenizer { get; init; }

    /// <summary>Makes ids of the pieces.</summary>
    public required BytePairModel Model { get; init; }

    /// <summary>What belongs around a whole text.</summary>
    public required SpecialTokensAround Around { get; init; }

    /// <summary>Makes text of ids.</summary>
    public required TokenDecoder Decoder { get; init; }

    /// <summary>Reads a file.</summary>
    /// <param name="content">Its contents.</param>
    /// <param name="file">How errors name it.</param>
    /// <exception cref="KimiException">It is broken, contradicts itself, or has a part that is not supported.</exception>
    public static TokenizerJson Read(ReadOnlyMemory<byte> content, string file)
    {
        using var json = JsonPlace.Parse(content, file);
        var root = new JsonPlace(json.RootElement, file, "");
        if (root.Optional("version") is { } version && version.Text != "1.0")
            throw version.Failure($"is '{version.Text}', and only 1.0 is known", "use a tokenizer of that version");
        var model = ModelOf(root["model"]);
        return new()
        {
            Model = model,
            Added = root.Optional("added_tokens") is { } added ? AddedOf(added, model.Vocabulary) : [],
            Normalizer = root.Optional("normalizer") is { } normalizer ? Normalizer.Read(normalizer) : null,
            PreTokenizer = root.Optional("pre_tokenizer") is { } preTokenizer ? PreTokenizer.Read(preTokenizer) : null,
            Around = root.Optional("post_processor") is { } around ? SpecialTokensAround.Read(around) : SpecialTokensAround.None,
            Decoder = TokenDecoder.Read(root.Optional("decoder")),
        };
    }

    private static BytePairModel ModelOf(JsonPlace place)
    {
        // The oldest files do not say their type.
        if (place.Optional("type") is { } type && type.Text != "BPE")
            throw place.Unknown(type.Text);
        place.HasOnly(
            "dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix", "fuse_unk", "byte_fallback", "ignore_merges", "vocab", "merges");
        if (place.Optional("dropout") is { } dropout && !(dropout.Element.ValueKind == JsonValueKind.Number && dropout.Element.GetRawText() is "0" or "0.0"))
            throw dropout.Failure("leaves merges out at random", "set it to null");
        foreach (var affix in new[] { "continuing_subword_prefix", "end_of_word_suffix" })
        {
            if (place.Optional(affix) is { } found && found.Text.Length > 0)
                throw found.Failure($"is '{found.Text}', which is not supported", "use a byte-pair tokenizer of the Llama or Qwen kind");
        }

        var vocabulary = VocabularyOf(place["vocab"]);
        return new(vocabulary)
        {
            Merges = MergesOf(place["merges"], vocabulary),
            UnknownId = place.Optional("unk_token") is not { } unknown ? null
                : vocabulary.TryGetValue(unknown.Text, out var id) ? id
                : throw unknown.Failure($"is '{unknown.Text}', which is not in the vocabulary"),
            FusesUnknown = place.Flag("fuse_unk"),
            FallsBackToBytes = place.Flag("byte_fallback"),
            IgnoresMerges = place.Flag("ignore_merges"),
        };
    }

    private static Dictionary<string, int> VocabularyOf(JsonPlace place)
    {
        if (place.Element.ValueKind != JsonValueKind.Object)
            throw place.Failure("is no object");
        var vocabulary = new Dictionary<string, int>(place.Element.GetPropertyCount());
        var pieces = new Dictionary<int, string>(place.Element.GetPropertyCount());
        foreach (var entry in place.Element.EnumerateObject())
        {
            var id = IdOf(place with { Element = entry.Value, Path = $"{place.Path}[{vocabulary.Count}]" });
            if (!pieces.TryAdd(id, entry.Name))
                throw place.Failure($"gives '{entry.Name}' and '{pieces[id]}' the same id {id}");
            vocabulary.Add(entry.Name, id);
        }

        return vocabulary;
    }

    private static int IdOf(JsonPlace place) => place.Count < MaxId ? place.Count : throw place.Failure($"is beyond the largest id, {MaxId - 1:N0}");

    private static Dictionary<long, Merge> MergesOf(JsonPlace place, Dictionary<string, int> vocabulary)
    {
        var merges = new Dictionary<long, Merge>(place.Element.ValueKind == JsonValueKind.Array ? place.Element.GetArrayLength() : 0);
        var rank = 0;
        foreach (var item in place.Items)
        {
            var (left, right) = PairOf(item);
            merges[BytePairModel.Pair(PieceId(left), PieceId(right))] = new(rank++, PieceId(left + right));

            int PieceId(string piece) =>
                vocabulary.TryGetValue(piece, out var id) ? id : throw item.Failure($"needs the piece '{piece}', which is not in the vocabulary");
        }

        return merges;
    }

    private static (string Left, string Right) PairOf(JsonPlace item)
    {
        string[] parts = item.Element.ValueKind == JsonValueKind.String ? item.Text.Split(' ') : [.. item.Items.Select(part => part.Text)];
        return parts is [var left, var right] ? (left, right) : throw item.Failure("is not two pieces");
    }

    private static List<AddedToken> AddedOf(JsonPlace place, Dictionary<string, int> vocabulary)
    {
        var tokens = new List<AddedToken>();
        var ids = new Dictionary<string, int>();
        var pieces = vocabulary.ToDictionary(entry => entry.Value, entry => entry.Key);
        foreach (var item in place.Items)
        {
            item.HasOnly("id", "content", "single_word", "lstrip", "rstrip", "normalized", "special");
            var isSpecial = item.Flag("special");
            var token = new AddedToken(
                IdOf(item["id"]), item["content"].Text, isSpecial, item.Flag("normalized", usual: !isSpecial), item.Flag("single_word"), item.Flag("lstrip"),
                item.Flag("rstrip"));
            if (vocabulary.TryGetValue(token.Content, out var id) && id != token.Id)
                throw item.Failure($"gives '{token.Content}' the id {token.Id}, and the vocabulary {id}");
            if (!pieces.TryAdd(token.Id, token.Content) && pieces[token.Id] != token.Content)
                throw item.Failure($"gives '{token.Content}' the id {token.Id} of '{pieces[token.Id]}'");
            if (!ids.TryAdd(token.Content, token.Id) && ids[token.Content] != token.Id)
                throw item.Failure($"adds '{token.Content}' under two ids");
            tokens.Add(token);
        }

        return tokens;
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Torch.Files;

namespace Kimi.Torch.Tokenization;

/// <summary>
/// A byte-pair tokenizer in the Hugging Face format, whose ids are those of Hugging Face's own library: added tokens are taken out of the text, what is
/// between them is normalized and split into pieces, and merges make ids of each piece.
/// </summary>
public sealed class Tokenizer : ITokenizer
{
    private readonly TokenizerFiles _files;
    private readonly TokenizerJson _parts;
    private readonly Sought _added;
    private readonly Sought _ordinary;
    private readonly TokenPiece?[] _pieces;
    private readonly TextEnds _ends;
    private readonly Lazy<ChatTemplate?> _template;

    private Tokenizer(TokenizerFiles files, string? checkpoint = null)
    {
        _files = files;
        _parts = TokenizerJson.Read(files.Contents[TokenizerFiles.Tokenizer], files.NameOf(TokenizerFiles.Tokenizer));
        _added = Search(_parts.Added);
        _ordinary = Search([.. _parts.Added.Where(token => !token.IsSpecial)]);
        _pieces = Pieces();
        _ends = TextEnds.Of(files, checkpoint, IdOf);
        _template = new(() => ChatTemplate.Of(files));
    }

    /// <inheritdoc/>
    public int VocabularySize => _pieces.Length;

    /// <inheritdoc/>
    /// <exception cref="KimiException">No file says it.</exception>
    public int EndOfTextId => EndOfTextIds[0];

    /// <inheritdoc/>
    /// <exception cref="KimiException">No file says it.</exception>
    public IReadOnlyList<int> EndOfTextIds => _ends.EndOfText.Count > 0 ? _ends.EndOfText : throw new KimiException(
        $"no file in '{_files.Source}' says which token ends a text: add eos_token to {TokenizerFiles.Config}, or eos_token_id to config.json");

    /// <summary>The token that fills a batch: the end of text, if no file names one.</summary>
    public int PadId => _ends.Pad ?? EndOfTextId;

    /// <inheritdoc/>
    public IReadOnlyList<int> BeforeText => _parts.Around.Before;

    /// <inheritdoc/>
    public IReadOnlyList<int> AfterText => _parts.Around.After;

    /// <summary>
    /// Reads the tokenizer of a checkpoint folder: <c>tokenizer.json</c>, and where a text ends from <c>tokenizer_config.json</c>, <c>config.json</c> and
    /// <c>generation_config.json</c> together.
    /// </summary>
    /// <param name="folder">The checkpoint folder.</param>
    /// <returns>The tokenizer.</returns>
    /// <exception cref="KimiException">The file is missing, broken or of a kind that is not supported.</exception>
    public static Tokenizer Load(string folder) => new(TokenizerFiles.Read(folder), folder);

    /// <summary>One token for each byte of the text's UTF-8: ids 0 to 255 are the bytes, 256 ends a text, 257 pads.</summary>
    public static Tokenizer OfBytes() => new(OwnTokenizers.Bytes());

    /// <summary>One token for each character of an alphabet: the ids are the characters' places, then end of text, then padding.</summary>
    /// <param name="alphabet">Every character once; their order gives the ids.</param>
    /// <exception cref="KimiException">A character occurs twice.</exception>
    public static Tokenizer OfCharacters(string alphabet)
    {
        ArgumentNullException.ThrowIfNull(alphabet);
        return new(OwnTokenizers.Characters(alphabet));
    }

    /// <summary>Makes a tokenizer of files in memory.</summary>
    internal static Tokenizer Of(TokenizerFiles files) => new(files);

    /// <inheritdoc/>
    public bool HasTemplate => _template.Value is not null;

    /// <inheritdoc/>
    /// <exception cref="KimiException">The template refuses the conversation.</exception>
    public string? Render(Prompt.Conversation conversation, bool asksForReply)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        return Render(ChatTemplate.Json(conversation), asksForReply);
    }

    /// <summary>A conversation as one text; null if there is no chat template.</summary>
    /// <param name="conversation">An object with <c>messages</c> and whatever else the template reads, such as <c>tools</c>.</param>
    /// <param name="asksForReply">Whether the text ends where the reply to the last message begins.</param>
    /// <exception cref="KimiException">The template refuses the conversation.</exception>
    public string? Render(JsonObject conversation, bool asksForReply) => _template.Value?.Render(conversation, asksForReply);

    /// <inheritdoc/>
    /// <exception cref="KimiException">The text has half of a surrogate pair, or a character that the tokenizer cannot write.</exception>
    public int[] Encode(string text) => Encode(text, _added, beginsInput: true);

    /// <inheritdoc/>
    /// <exception cref="KimiException">The text has half of a surrogate pair, or a character that the tokenizer cannot write.</exception>
    public int[] EncodeQuoted(string text) => Encode(text, _ordinary, beginsInput: false);

    /// <inheritdoc/>
    /// <exception cref="KimiException">A token is negative.</exception>
    public string Decode(ReadOnlySpan<int> tokens)
    {
        var stream = new IncrementalDecoder(_pieces, _parts.Decoder, waits: true);
        var text = new StringBuilder();
        foreach (var token in tokens)
            stream.Add(token, text);
        stream.End(text);
        return text.ToString();
    }

    /// <inheritdoc/>
    public IncrementalDecoder BeginDecoding() => new(_pieces, _parts.Decoder, waits: false);

    /// <inheritdoc/>
    public void Save(string folder) => _files.Write(folder);

    /// <summary>Whether both are of the same tokenizer.json, however it is laid out.</summary>
    /// <param name="obj">The other one.</param>
    public override bool Equals(object? obj)
    {
        if (obj is not Tokenizer other || other.VocabularySize != VocabularySize)
            return false;
        var (ours, theirs) = (_files.Contents[TokenizerFiles.Tokenizer], other._files.Contents[TokenizerFiles.Tokenizer]);
        if (ours.AsSpan().SequenceEqual(theirs))
            return true;
        using var json = JsonPlace.Parse(ours, _files.NameOf(TokenizerFiles.Tokenizer));
        using var otherJson = JsonPlace.Parse(theirs, other._files.NameOf(TokenizerFiles.Tokenizer));
        return JsonElement.DeepEquals(json.RootElement, otherJson.RootElement);
    }

    /// <inheritdoc/>
    public override int GetHashCode() => VocabularySize;

    private int[] Encode(string text, Sought added, bool beginsInput)
    {
        ArgumentNullException.ThrowIfNull(text);
        RefuseHalfCharacters(text);
        var ids = new List<int>(text.Length / 2);
        foreach (var (range, token) in added.BeforeNormalizing.Split(text))
        {
            if (token is null)
                Encode(text[range], added.AfterNormalizing, beginsInput && range.Start.Value == 0, ids);
            else
                ids.Add(token.Id);
        }

        return [.. ids];
    }

    private void Encode(string text, AddedTokens afterNormalizing, bool beginsInput, List<int> ids)
    {
        var normalized = Normalized(text);
        foreach (var (range, token) in afterNormalizing.Split(normalized))
        {
            if (token is not null)
            {
                ids.Add(token.Id);
                continue;
            }

            var whole = SplitText.Whole(normalized[range], beginsInput && range.Start.Value == 0);
            var split = _parts.PreTokenizer?.Split(whole) ?? whole;
            foreach (var piece in split.Pieces)
                _parts.Model.Encode(split[piece], ids);
        }
    }

    private Sought Search(IReadOnlyList<AddedToken> tokens) => new(
        new(tokens.Where(token => !token.IsNormalized).Select(token => (token.Content, token))),
        new(tokens.Where(token => token.IsNormalized).Select(token => (Normalized(token.Content), token))));

    private string Normalized(string text) => _parts.Normalizer?.Normalize(text) ?? text;

    private static void RefuseHalfCharacters(string text)
    {
        for (var rest = text.AsSpan(); rest.IndexOfAnyInRange('\ud800', '\udfff') is >= 0 and var place; rest = rest[(place + 2)..])
        {
            if (place + 1 >= rest.Length || !char.IsSurrogatePair(rest[place], rest[place + 1]))
                throw new KimiException(
                    $"character {text.Length - rest.Length + place + 1} of a text is half of a surrogate pair: correct the text where it is made");
        }
    }

    private TokenPiece?[] Pieces()
    {
        var added = _parts.Added.ToDictionary(token => token.Id);
        var contents = _parts.Model.Vocabulary.ToDictionary(entry => entry.Value, entry => entry.Key);
        foreach (var token in _parts.Added)
            contents[token.Id] = token.Content;
        var pieces = new TokenPiece?[contents.Keys.DefaultIfEmpty(-1).Max() + 1];
        foreach (var (id, content) in contents)
            pieces[id] = added.TryGetValue(id, out var token) && token.IsSpecial ? null : _parts.Decoder.PieceOf(content);
        return pieces;
    }

    private int? IdOf(string content) => _parts.Added.FirstOrDefault(added => added.Content == content)?.Id
        ?? (_parts.Model.Vocabulary.TryGetValue(content, out var id) ? id : null);

    // The added tokens that are looked for in the text as it is, and in the normalized text.
    private sealed record Sought(AddedTokens BeforeNormalizing, AddedTokens AfterNormalizing);
}

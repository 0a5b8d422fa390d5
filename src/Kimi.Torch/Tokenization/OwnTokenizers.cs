using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Dsl;

namespace Kimi.Torch.Tokenization;

/// <summary>
/// The tokenizers of policies that begin here, in the Hugging Face format: a byte-pair model without merges, in which every piece is one character
/// (of an alphabet, or standing for a byte), and the special tokens behind it.
/// </summary>
internal static class OwnTokenizers
{
    private const string EndOfText = "<|endoftext|>";
    private const string Pad = "<|pad|>";

    // Signs such as + and < stay readable; the file is data, never part of a web page.
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One token for each byte of the text's UTF-8: ids 0 to 255 are the bytes, 256 ends a text, 257 pads.</summary>
    public static TokenizerFiles Bytes() =>
        Files([.. Enumerable.Range(0, ByteLevel.ByteCount).Select(value => ByteLevel.CharacterOf((byte)value).ToString())], isByteLevel: true);

    /// <summary>One token for each character of an alphabet: the ids are the characters' places, then end of text, then padding.</summary>
    /// <exception cref="KimiException">A character occurs twice.</exception>
    public static TokenizerFiles Characters(string alphabet)
    {
        string[] characters = [.. alphabet.EnumerateRunes().Select(rune => rune.ToString())];
        return characters.CountBy(character => character).FirstOrDefault(entry => entry.Value > 1).Key is { } twice
            ? throw new KimiException($"the alphabet has '{twice}' twice: list every character once")
            : Files(characters, isByteLevel: false);
    }

    private static TokenizerFiles Files(string[] pieces, bool isByteLevel)
    {
        var vocabulary = new JsonObject();
        foreach (var piece in pieces.Concat([EndOfText, Pad]))
            vocabulary[piece] = vocabulary.Count;

        var tokenizer = new JsonObject
        {
            ["version"] = "1.0",
            ["truncation"] = null,
            ["padding"] = null,
            ["added_tokens"] = new JsonArray(AddedToken(pieces.Length, EndOfText), AddedToken(pieces.Length + 1, Pad)),
            ["normalizer"] = null,
            ["pre_tokenizer"] = isByteLevel ? ByBytes() : null,
            ["post_processor"] = null,
            ["decoder"] = isByteLevel ? ByBytes() : new JsonObject { ["type"] = "Fuse" },
            ["model"] = new JsonObject
            {
                ["type"] = "BPE",
                ["dropout"] = null,
                ["unk_token"] = null,
                ["continuing_subword_prefix"] = null,
                ["end_of_word_suffix"] = null,
                ["fuse_unk"] = false,
                ["byte_fallback"] = false,
                ["ignore_merges"] = false,
                ["vocab"] = vocabulary,
                ["merges"] = new JsonArray(),
            },
        };
        var config = new JsonObject
        {
            ["tokenizer_class"] = "PreTrainedTokenizerFast",
            ["eos_token"] = EndOfText,
            ["pad_token"] = Pad,
            ["clean_up_tokenization_spaces"] = false,
        };
        var generation = new JsonObject
        {
            ["do_sample"] = true,
            ["temperature"] = 1.0,
            ["eos_token_id"] = pieces.Length,
            ["pad_token_id"] = pieces.Length + 1,
        };
        return new("a tokenizer made here", new Dictionary<string, byte[]>
        {
            [TokenizerFiles.Tokenizer] = Content(tokenizer),
            [TokenizerFiles.Config] = Content(config),
            [TokenizerFiles.Generation] = Encoding.UTF8.GetBytes(generation.ToJsonString() + "\n"),
        });
    }

    private static byte[] Content(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString(s_json) + "\n");

    private static JsonObject ByBytes() => new()
    {
        ["type"] = "ByteLevel",
        ["add_prefix_space"] = false,
        ["trim_offsets"] = false,
        ["use_regex"] = false,
    };

    private static JsonObject AddedToken(int id, string content) => new()
    {
        ["id"] = id,
        ["content"] = content,
        ["single_word"] = false,
        ["lstrip"] = false,
        ["rstrip"] = false,
        ["normalized"] = false,
        ["special"] = true,
    };
}

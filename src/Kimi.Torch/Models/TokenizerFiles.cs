using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Torch.Files;

namespace Kimi.Torch.Models;

/// <summary>
/// Writes a tokenizer in the Hugging Face format: a byte-pair model without merges, in which every vocabulary entry is one character
/// (of the alphabet, or standing for a byte), and the special tokens beside it.
/// </summary>
internal static class TokenizerFiles
{
    internal const string FileName = "tokenizer.json";
    internal const string EndOfText = "<|endoftext|>";
    internal const string Pad = "<|pad|>";
    private const string ConfigFileName = "tokenizer_config.json";

    // Signs such as + and < stay readable; the file is data, never part of a web page.
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes both files for the entries, which have the ids 0, 1, 2 …, followed by the special tokens.</summary>
    internal static void Save(string folder, IReadOnlyList<string> entries, bool isByteLevel)
    {
        var vocabulary = new JsonObject();
        foreach (var entry in entries.Concat([EndOfText, Pad]))
            vocabulary[entry] = vocabulary.Count;

        var tokenizer = new JsonObject
        {
            ["version"] = "1.0",
            ["truncation"] = null,
            ["padding"] = null,
            ["added_tokens"] = new JsonArray(AddedToken(entries.Count, EndOfText), AddedToken(entries.Count + 1, Pad)),
            ["normalizer"] = null,
            ["pre_tokenizer"] = isByteLevel ? ByteLevel() : null,
            ["post_processor"] = null,
            ["decoder"] = isByteLevel ? ByteLevel() : new JsonObject { ["type"] = "Fuse" },
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
        DurableFiles.WriteText(Path.Combine(folder, FileName), tokenizer.ToJsonString(s_json) + "\n");
        DurableFiles.WriteText(Path.Combine(folder, ConfigFileName), config.ToJsonString(s_json) + "\n");
    }

    private static JsonObject ByteLevel() => new()
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

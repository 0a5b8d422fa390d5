using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Tests;
using Kimi.Torch.Tokenization;
using HuggingFace = Tokenizers.DotNet.Tokenizer;

namespace Kimi.Torch.Tests.Tokenization;

/// <summary>A tokenizer.json of a few pieces, made part by part.</summary>
internal sealed class SmallTokenizer
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The file.</summary>
    public JsonObject Json { get; } = JsonNode.Parse("""
        {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [], "normalizer": null, "pre_tokenizer": null, "post_processor": null,
         "decoder": {"type": "Fuse"},
         "model": {"type": "BPE", "dropout": null, "unk_token": null, "continuing_subword_prefix": null, "end_of_word_suffix": null, "fuse_unk": false,
                   "byte_fallback": false, "ignore_merges": false, "vocab": {}, "merges": []}}
        """)!.AsObject();

    /// <summary>The model.</summary>
    public JsonObject Model => Json["model"]!.AsObject();

    /// <summary>A tokenizer with a piece for each character and merge.</summary>
    public static SmallTokenizer Of(string characters, params string[] merges)
    {
        var tokenizer = new SmallTokenizer();
        tokenizer.WithPieces(characters.EnumerateRunes().Select(rune => rune.ToString()));
        tokenizer.WithPieces(merges.Select(merge => merge.Replace(" ", "", StringComparison.Ordinal)));
        tokenizer.Model["merges"] = new JsonArray([.. merges.Select(merge => (JsonNode)merge)]);
        return tokenizer;
    }

    /// <summary>A tokenizer of bytes.</summary>
    public static SmallTokenizer OfBytes(params string[] merges) =>
        Of(string.Concat(Enumerable.Range(0, 256).Select(value => ByteLevel.CharacterOf((byte)value))), merges)
            .With("pre_tokenizer", """{"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true}""")
            .With("decoder", """{"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true}""");

    /// <summary>Sets a part.</summary>
    public SmallTokenizer With(string part, string json)
    {
        Json[part] = JsonNode.Parse(json);
        return this;
    }

    /// <summary>Sets an option of the model.</summary>
    public SmallTokenizer WithModel(string option, JsonNode? value)
    {
        Model[option] = value;
        return this;
    }

    /// <summary>Adds pieces behind those that are there.</summary>
    public SmallTokenizer WithPieces(params IEnumerable<string> pieces)
    {
        var vocabulary = Model["vocab"]!.AsObject();
        foreach (var piece in pieces)
            vocabulary.TryAdd(piece, vocabulary.Count);
        return this;
    }

    /// <summary>Adds the pieces of the first bytes, and has characters without a piece become such.</summary>
    public SmallTokenizer WithFallbackBytes(int count = 256) =>
        WithPieces(Enumerable.Range(0, count).Select(value => $"<0x{value:X2}>")).WithModel("byte_fallback", true);

    /// <summary>Adds a token, by default a special one.</summary>
    public SmallTokenizer WithToken(string content, bool special = true, bool normalized = false, bool word = false, bool left = false, bool right = false)
    {
        var added = Json["added_tokens"]!.AsArray();
        var vocabulary = Model["vocab"]!.AsObject();
        var id = vocabulary.TryGetPropertyValue(content, out var known)
            ? known!.GetValue<int>()
            : vocabulary.Count + added.Count(token => !vocabulary.ContainsKey(token!["content"]!.GetValue<string>()));
        added.Add(new JsonObject
        {
            ["id"] = id,
            ["content"] = content,
            ["single_word"] = word,
            ["lstrip"] = left,
            ["rstrip"] = right,
            ["normalized"] = normalized,
            ["special"] = special,
        });
        return this;
    }

    /// <summary>Reads it.</summary>
    public Tokenizer Load()
    {
        using var folder = new TemporaryFolder();
        Write(folder);
        return Tokenizer.Load(folder.Path);
    }

    /// <summary>Compares ids, text and streamed text with Hugging Face's library.</summary>
    public void AgreesOn(params IEnumerable<string> texts)
    {
        using var folder = new TemporaryFolder();
        Write(folder);
        var ours = Tokenizer.Load(folder.Path);
        var theirs = new HuggingFace(folder.File("tokenizer.json"));
        foreach (var text in texts)
        {
            var expected = Array.ConvertAll(theirs.Encode(text), id => (int)id);
            int[] ids = [.. ours.BeforeText, .. ours.Encode(text), .. ours.AfterText];
            Assert.Equal((text, string.Join(' ', expected)), (text, string.Join(' ', ids)));
            Assert.Equal(theirs.Decode(Array.ConvertAll(expected, id => (uint)id)), ours.Decode(expected));
            var stream = ours.BeginDecoding();
            Assert.Equal(ours.Decode(expected), string.Concat(expected.Select(stream.Add)) + stream.End());
        }
    }

    private void Write(TemporaryFolder folder) => File.WriteAllText(folder.File("tokenizer.json"), Json.ToJsonString(s_json));
}

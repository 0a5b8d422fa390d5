using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Torch.Tokenization;

namespace Kimi.Torch.Tests.Tokenization;

/// <summary>Whatever a tokenizer.json holds, reading it gives a tokenizer that encodes and decodes, or one sentence.</summary>
public sealed class TokenizerFuzzTests
{
    private const string Text = "ab <s> a\u0301b\n\n12 ▁a😀'S";

    private static readonly string[] s_values =
    [
        "null", "0", "-1", "1.5", "1e99", "4294967296", "true", "\"\"", "\"a\"", "\"\\ud800\"", "\"\\u0000\"", "[]", "{}", "[[]]", "[null]",
        """{"type": "NFC"}""", """{"type": "Sequence"}""",
        """["a", "b"]""", """{"a": 0, "b": 1, "ab": 2}""", "\"(\"", "\"[\"", "\"\\\\\"", "\"(?i:\"", "\"a{2\"", "\"<0x41>\"", "\"first\"", "\"NFC\"",
        "\"BPE\"",
    ];

    [Theory]
    [InlineData(1)]
    public void A_changed_value_gives_a_tokenizer_or_a_sentence(int seed) => ChangeValues(seed, count: 500);

    [Theory]
    [InlineData(2)]
    public void A_changed_byte_gives_a_tokenizer_or_a_sentence(int seed) => ChangeBytes(seed, count: 500);

    [Theory]
    [Trait("Category", "Long")]
    [InlineData(3)]
    [InlineData(4)]
    public void Many_changes_give_a_tokenizer_or_a_sentence(int seed)
    {
        ChangeValues(seed, count: 10_000);
        ChangeBytes(seed, count: 10_000);
    }

    private static IEnumerable<JsonObject> Files()
    {
        yield return SmallTokenizer.OfBytes("a b").WithToken("<s>").With("normalizer", """{"type": "NFC"}""").With("pre_tokenizer", """
            {"type": "Sequence", "pretokenizers": [
             {"type": "Split", "pattern": {"Regex": "(?i:'s)|\\p{L}+|\\p{N}{1,3}|\\s+(?!\\S)|\\s+"}, "behavior": "Isolated", "invert": false},
             {"type": "Digits", "individual_digits": true}, {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": false}]}
            """).Json;
        yield return SmallTokenizer.Of("ab▁", "▁ a").WithFallbackBytes().WithPieces("<unk>").WithToken("<s>", normalized: true).WithToken("<unk>")
            .WithModel("unk_token", "<unk>").With("normalizer", """
                {"type": "Sequence", "normalizers": [{"type": "Prepend", "prepend": "▁"}, {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}]}
                """)
            .With("pre_tokenizer", """{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "first", "split": true}""")
            .With("post_processor", """
                {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
                 "pair": [], "special_tokens": {"<s>": {"id": "<s>", "ids": [4], "tokens": ["<s>"]}}}
                """)
            .With("decoder", """
                {"type": "Sequence", "decoders": [{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"},
                                                  {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}
                """).Json;
    }

    private static void ChangeValues(int seed, int count)
    {
        var random = new Random(seed);
        string[] files = [.. Files().Select(file => file.ToJsonString())];
        for (var i = 0; i < count; i++)
        {
            var root = JsonNode.Parse(files[random.Next(files.Length)])!;
            for (var changes = random.Next(1, 3); changes > 0; changes--)
                Change(root, random);
            Try(Encoding.UTF8.GetBytes(root.ToJsonString()));
        }
    }

    private static void Change(JsonNode root, Random random)
    {
        // The vocabulary is most of the file: it is walked into as rarely as any other part.
        var node = root;
        while (true)
        {
            if (node is JsonObject { Count: > 0 } map)
            {
                var key = map.ElementAt(random.Next(map.Count)).Key;
                if (map[key] is JsonObject or JsonArray && random.Next(4) > 0)
                {
                    node = map[key]!;
                    continue;
                }

                if (random.Next(5) == 0)
                    map.Remove(key);
                else
                    map[random.Next(8) == 0 ? "other" : key] = Value(random);
            }
            else if (node is JsonArray { Count: > 0 } list)
            {
                var index = random.Next(list.Count);
                if (list[index] is JsonObject or JsonArray && random.Next(4) > 0)
                {
                    node = list[index]!;
                    continue;
                }

                list[index] = Value(random);
            }

            return;
        }
    }

    private static JsonNode? Value(Random random)
    {
        var json = s_values[random.Next(s_values.Length)];
        return json.Contains("\\ud800", StringComparison.Ordinal) ? JsonValue.Create("\ud800") : JsonNode.Parse(json);
    }

    private static void ChangeBytes(int seed, int count)
    {
        var random = new Random(seed);
        byte[][] files = [.. Files().Select(file => JsonSerializer.SerializeToUtf8Bytes(file))];
        for (var i = 0; i < count; i++)
        {
            var file = files[random.Next(files.Length)].ToList();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                var place = random.Next(file.Count);
                if (random.Next(3) == 0)
                    file.RemoveRange(place, Math.Min(random.Next(1, 20), file.Count - place));
                else
                    file[place] = random.Next(2) == 0 ? (byte)random.Next(256) : "\"\\{}[],:0-"u8[random.Next(10)];
            }

            Try([.. file]);
        }
    }

    private static void Try(byte[] content)
    {
        try
        {
            var files = new TokenizerFiles("fuzz", new Dictionary<string, byte[]> { [TokenizerFiles.Tokenizer] = content });
            var tokenizer = Tokenizer.Of(files);
            _ = tokenizer.Decode(tokenizer.Encode(Text));
        }
        catch (KimiException exception)
        {
            Assert.DoesNotContain('\n', exception.Message);
        }
        catch (Exception exception)
        {
            Assert.Fail($"{exception}\n{Encoding.UTF8.GetString(content)}");
        }
    }
}

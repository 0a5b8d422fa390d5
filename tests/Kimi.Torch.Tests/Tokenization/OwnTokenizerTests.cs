using System.Text.Json;
using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Tokenization;
using HuggingFace = Tokenizers.DotNet.Tokenizer;

namespace Kimi.Torch.Tests.Tokenization;

public sealed class OwnTokenizerTests
{
    [Fact]
    public void Characters_have_their_places_in_the_alphabet_as_ids()
    {
        var tokenizer = Tokenizer.OfCharacters("ab+ \U0001F600");

        Assert.Equal([0, 2, 1, 3, 4], tokenizer.Encode("a+b \U0001F600"));
        Assert.Equal("b\U0001F600", tokenizer.Decode([1, tokenizer.PadId, 4, tokenizer.EndOfTextId]));
        Assert.Equal((7, 5, 6), (tokenizer.VocabularySize, tokenizer.EndOfTextId, tokenizer.PadId));
    }

    [Fact]
    public void A_character_outside_the_alphabet_is_named_with_the_alphabet()
    {
        var error = Assert.Throws<KimiException>(() => Tokenizer.OfCharacters("0123").Encode("12x"));

        Assert.Contains("'x'", error.Message, StringComparison.Ordinal);
        Assert.Contains("0123", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_alphabet_with_a_character_twice_is_refused() =>
        Assert.Throws<KimiException>(() => Tokenizer.OfCharacters("aba"));

    [Fact]
    public void Tokenizers_that_give_every_text_the_same_ids_are_equal()
    {
        ITokenizer[] different = [Tokenizer.OfCharacters("ab"), Tokenizer.OfCharacters("ba"), Tokenizer.OfCharacters("abc"), Tokenizer.OfBytes()];
        ITokenizer[] again = [Tokenizer.OfCharacters("ab"), Tokenizer.OfCharacters("ba"), Tokenizer.OfCharacters("abc"), Tokenizer.OfBytes()];

        Assert.Equal(different, again);
        Assert.Equal(different.Select(tokenizer => tokenizer.GetHashCode()), again.Select(tokenizer => tokenizer.GetHashCode()));
        Assert.Equal(different.Length, different.Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("line\nü€😀\0")]
    public void Bytes_decode_to_the_text_they_encode(string text)
    {
        var tokenizer = Tokenizer.OfBytes();

        Assert.Equal(text, tokenizer.Decode([.. tokenizer.Encode(text), tokenizer.EndOfTextId]));
    }

    [Fact]
    public void A_negative_token_is_refused() => Assert.Throws<KimiException>(() => Tokenizer.OfBytes().Decode([-1]));

    [Fact]
    public void A_token_beyond_the_vocabulary_gives_no_text() => Assert.Equal("a", Tokenizer.OfBytes().Decode([258, 'a', int.MaxValue]));

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused_with_its_place()
    {
        foreach (var (text, place) in new[] { ("\ud83d", 1), ("a\udc00b", 2), ("😀\ud83d\ud83d\ude00", 3), ("\ude00\ud83d", 1) })
        {
            var error = Assert.Throws<KimiException>(() => Tokenizer.OfBytes().Encode(text));
            Assert.StartsWith($"character {place} of a text is half", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_character_tokenizer_is_written_as_a_byte_pair_model_without_merges()
    {
        using var folder = new TemporaryFolder();
        Tokenizer.OfCharacters("7+<\"\n").Save(folder.Path);

        using var json = JsonDocument.Parse(File.ReadAllText(folder.File("tokenizer.json")));
        var model = json.RootElement.GetProperty("model");
        Assert.Equal("BPE", model.GetProperty("type").GetString());
        Assert.Equal(0, model.GetProperty("merges").GetArrayLength());
        var vocabulary = model.GetProperty("vocab").EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetInt32());
        Assert.Equal(7, vocabulary.Count);
        Assert.Equal(3, vocabulary["\""]);
        Assert.Equal(4, vocabulary["\n"]);
        var special = json.RootElement.GetProperty("added_tokens").EnumerateArray()
            .ToDictionary(token => token.GetProperty("content").GetString()!, token => token.GetProperty("id").GetInt32());
        Assert.Equal(new Dictionary<string, int> { ["<|endoftext|>"] = 5, ["<|pad|>"] = 6 }, special);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("pre_tokenizer").ValueKind);
        using var config = JsonDocument.Parse(File.ReadAllText(folder.File("tokenizer_config.json")));
        Assert.Equal("<|endoftext|>", config.RootElement.GetProperty("eos_token").GetString());
    }

    [Fact]
    public void A_byte_tokenizer_is_written_with_the_published_stand_ins_for_bytes()
    {
        using var folder = new TemporaryFolder();
        Tokenizer.OfBytes().Save(folder.Path);

        using var json = JsonDocument.Parse(File.ReadAllText(folder.File("tokenizer.json")));
        var vocabulary = json.RootElement.GetProperty("model").GetProperty("vocab");
        Assert.Equal(258, vocabulary.EnumerateObject().Count());
        // A blank is Ġ and a line feed Ċ in every byte-level vocabulary; 173 is the last byte that has a stand-in.
        Assert.Equal(' ', vocabulary.GetProperty("Ġ").GetInt32());
        Assert.Equal('\n', vocabulary.GetProperty("Ċ").GetInt32());
        Assert.Equal(173, vocabulary.GetProperty("Ń").GetInt32());
        Assert.Equal('A', vocabulary.GetProperty("A").GetInt32());
        Assert.Equal("ByteLevel", json.RootElement.GetProperty("pre_tokenizer").GetProperty("type").GetString());
        Assert.Equal("ByteLevel", json.RootElement.GetProperty("decoder").GetProperty("type").GetString());
    }

    [Fact]
    public void Saved_tokenizers_come_back()
    {
        foreach (var (tokenizer, text) in new[] { (Tokenizer.OfCharacters("zay+\n "), "ya z\n"), (Tokenizer.OfBytes(), "ü\0") })
        {
            using var folder = new TemporaryFolder();
            tokenizer.Save(folder.Path);
            var loaded = Tokenizer.Load(folder.Path);
            Assert.Equal(tokenizer.Encode(text), loaded.Encode(text));
            Assert.Equal(text, loaded.Decode(loaded.Encode(text)));
            Assert.Equal((tokenizer.VocabularySize, tokenizer.EndOfTextId, tokenizer.PadId), (loaded.VocabularySize, loaded.EndOfTextId, loaded.PadId));
        }
    }

    [Fact]
    public void Other_readers_agree_with_what_is_written()
    {
        string[] texts = ["", "a", "7+1=8\n", "<<|endoftext|>>a", " a  7", "<|pad|><|endoftext|>"];
        string[] more = [.. texts, "ü€😀\0\r\n", "\u0301"];
        foreach (var (tokenizer, all) in new[] { (Tokenizer.OfBytes(), more), (Tokenizer.OfCharacters("+=178 a\n<>|"), texts) })
        {
            using var folder = new TemporaryFolder();
            tokenizer.Save(folder.Path);
            var theirs = new HuggingFace(folder.File("tokenizer.json"));
            foreach (var text in all)
            {
                Assert.Equal(theirs.Encode(text).Select(id => (int)id), tokenizer.Encode(text));
                Assert.Equal(theirs.Decode(theirs.Encode(text)), tokenizer.Decode(tokenizer.Encode(text)));
            }
        }
    }

    [Theory]
    [InlineData("""{"model": {"type": "Unigram"}}""", "Unigram")]
    [InlineData("""{"nothing": 1}""", "the file has no model")]
    [InlineData("{", "not valid JSON")]
    public void A_tokenizer_that_cannot_be_used_is_explained(string content, string explanation)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("tokenizer.json"), content);

        var error = Assert.Throws<KimiException>(() => Tokenizer.Load(folder.Path));

        Assert.Contains(explanation, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_tokenizer_is_named()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains(folder.Path, Assert.Throws<KimiException>(() => Tokenizer.Load(folder.Path)).Message, StringComparison.Ordinal);
    }
}

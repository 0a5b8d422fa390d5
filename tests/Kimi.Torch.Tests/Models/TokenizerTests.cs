using System.Text.Json;
using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Models;

namespace Kimi.Torch.Tests.Models;

public class TokenizerTests
{
    [Fact]
    public void Characters_have_their_places_in_the_alphabet_as_ids()
    {
        var tokenizer = new CharacterTokenizer("ab+ \U0001F600");

        Assert.Equal([0, 2, 1, 3, 4], tokenizer.Encode("a+b \U0001F600"));
        Assert.Equal("b\U0001F600", tokenizer.Decode([1, tokenizer.PadId, 4, tokenizer.EndOfTextId]));
        Assert.Equal((7, 5, 6), (tokenizer.VocabularySize, tokenizer.EndOfTextId, tokenizer.PadId));
    }

    [Fact]
    public void A_character_outside_the_alphabet_is_named_with_the_alphabet()
    {
        var error = Assert.Throws<KimiException>(() => new CharacterTokenizer("0123").Encode("12x"));

        Assert.Contains("'x'", error.Message, StringComparison.Ordinal);
        Assert.Contains("0123", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_alphabet_with_a_character_twice_is_refused() =>
        Assert.Throws<KimiException>(() => new CharacterTokenizer("aba"));

    [Fact]
    public void Tokenizers_that_give_every_text_the_same_ids_are_equal()
    {
        ITokenizer[] different = [new CharacterTokenizer("ab"), new CharacterTokenizer("ba"), new CharacterTokenizer("abc"), new ByteTokenizer()];
        ITokenizer[] again = [new CharacterTokenizer("ab"), new CharacterTokenizer("ba"), new CharacterTokenizer("abc"), new ByteTokenizer()];

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
        var tokenizer = new ByteTokenizer();

        Assert.Equal(text, tokenizer.Decode([.. tokenizer.Encode(text), tokenizer.EndOfTextId]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(258)]
    public void A_token_outside_the_vocabulary_is_refused(int token) =>
        Assert.Throws<KimiException>(() => new ByteTokenizer().Decode([token]));

    [Fact]
    public void A_character_tokenizer_is_written_as_a_byte_pair_model_without_merges()
    {
        using var folder = new TemporaryFolder();
        new CharacterTokenizer("7+<\"\n").Save(folder.Path);

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
        new ByteTokenizer().Save(folder.Path);

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
        using var folder = new TemporaryFolder();
        new CharacterTokenizer("zay+\n ").Save(folder.Path);
        var characters = Assert.IsType<CharacterTokenizer>(Tokenizer.Load(folder.Path));
        Assert.Equal("zay+\n ", characters.Alphabet);

        new ByteTokenizer().Save(folder.Path);
        Assert.Equal("ü", Assert.IsType<ByteTokenizer>(Tokenizer.Load(folder.Path)).Decode([0xc3, 0xbc]));
    }

    [Theory]
    [InlineData("""{"model": {"type": "Unigram"}}""", "Unigram")]
    [InlineData("""{"nothing": 1}""", "not a tokenizer")]
    [InlineData("{", "not a tokenizer")]
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

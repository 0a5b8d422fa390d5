using Kimi.Torch.Tokenization;

namespace Kimi.Torch.Tests.Tokenization;

/// <summary>Text that grows token by token.</summary>
public sealed class IncrementalDecoderTests
{
    private const string LlamaDecoder = """
        {"type": "Sequence", "decoders": [{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"},
                                          {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}
        """;

    private static SmallTokenizer Llama => SmallTokenizer.Of("▁ab", "▁ a").WithFallbackBytes().WithToken("<s>").With("decoder", LlamaDecoder);

    [Fact]
    public void A_character_of_several_tokens_comes_with_the_last_of_them()
    {
        var tokenizer = Tokenizer.OfBytes();
        Assert.Equal(["a", "", "", "", "😀", "", "ü"], Streamed(tokenizer, tokenizer.Encode("a😀ü")).SkipLast(1));
    }

    [Fact]
    public void Fallback_bytes_come_as_soon_as_they_are_a_character()
    {
        var tokenizer = Llama.Load();
        Assert.Equal(["a", "", "", "中", "b", ""], Streamed(tokenizer, tokenizer.Encode("a中b")));
    }

    [Fact]
    public void A_cut_character_is_a_replacement_character_at_the_end()
    {
        var (bytes, llama) = (Tokenizer.OfBytes(), Llama.Load());
        Assert.Equal(["", "", "\ufffd"], Streamed(bytes, [0xe4, 0xb8]));
        Assert.Equal(["", "", "\ufffd\ufffd"], Streamed(llama, llama.Encode("中")[..2]));
    }

    [Fact]
    public void A_broken_character_does_not_hold_back_what_follows()
    {
        Assert.Equal(["", "", "\ufffda", "b", ""], Streamed(Tokenizer.OfBytes(), [0xe4, 0xb8, 'a', 'b']));
        var llama = Llama.Load();
        Assert.Equal(["", "", "\ufffd\ufffda", ""], Streamed(llama, [.. llama.Encode("中")[..2], .. llama.Encode("a")]));
    }

    [Fact]
    public void Only_the_space_at_the_start_of_the_whole_text_is_dropped()
    {
        var tokenizer = Llama.Load();
        Assert.Equal(["a", " a", "b", ""], Streamed(tokenizer, tokenizer.Encode("▁a▁ab")));
        Assert.Equal(["", "a", " ", ""], Streamed(tokenizer, [.. tokenizer.Encode("<s>"), .. tokenizer.Encode("▁a▁")]));
    }

    [Fact]
    public void Special_tokens_give_no_text()
    {
        var tokenizer = Tokenizer.OfBytes();
        Assert.Equal(["a", "", "", ""], Streamed(tokenizer, ['a', tokenizer.EndOfTextId, tokenizer.PadId]));
    }

    [Fact]
    public void Any_bytes_stream_to_what_they_decode_to()
    {
        var tokenizer = Tokenizer.OfBytes();
        var random = new Random(5);
        for (var i = 0; i < 2000; i++)
        {
            var tokens = Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(2) == 0 ? random.Next(0x80, 0x100) : random.Next(258)).ToArray();
            Assert.Equal(tokenizer.Decode(tokens), string.Concat(Streamed(tokenizer, tokens)));
        }
    }

    private static List<string> Streamed(Tokenizer tokenizer, int[] tokens)
    {
        var stream = tokenizer.BeginDecoding();
        return [.. tokens.Select(stream.Add), stream.End()];
    }
}

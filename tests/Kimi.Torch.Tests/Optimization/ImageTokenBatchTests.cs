using System.Security.Cryptography;
using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Images;
using Kimi.Torch.Models;
using Kimi.Torch.Optimization;
using Kimi.Torch.Tests.Images;
using Kimi.Torch.Tokenization;
using static TorchSharp.torch;

namespace Kimi.Torch.Tests.Optimization;

/// <summary>Images in batches: each stands in its prompt's places, however sequences lie in rows and rows in passes.</summary>
public sealed class ImageTokenBatchTests : IDisposable
{
    private const int Image = 18;

    private readonly Dictionary<string, byte[]> _files = new()
    {
        ["red"] = ImageSamples.Png(1, [[250, 20, 10]]),
        ["blue"] = ImageSamples.Png(1, [[10, 40, 250]]),
        ["noise"] = ImageSamples.Png(14, [.. ResamplingTests.Noise(14, 14).Pixels.Chunk(42)]),
    };

    private readonly LoadedPolicy _policy;

    public ImageTokenBatchTests()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            folder.File("preprocessor_config.json"), """{"image_processor_type": "SiglipImageProcessor", "size": {"height": 14, "width": 14}}""");
        var vision = TinyModels.Llava.Vision!;
        _policy = new(TinyModels.Create(TinyModels.Llava), Tokenizer.OfCharacters("0123456789+-*=;?"))
        {
            Images = new(ImageProcessor.Load(folder.Path, vision.ImageSize), vision, new Files(_files)),
        };
    }

    public void Dispose() => _policy.Dispose();

    [Fact]
    public void Packed_padded_and_single_sequences_have_the_same_log_probabilities()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        TokenSequence[] sequences = [Sequence([1, 2], "red"), Sequence([3], "noise", "blue"), Sequence([4, 5, 6]), Sequence([7], "blue")];

        var alone = sequences.Select(sequence => Score(TokenBatch.Of([sequence], _policy)).sum().item<float>()).ToList();
        var padded_B = Score(TokenBatch.Of(sequences, _policy)).sum(1);
        var packed_B = Score(TokenBatch.Pack([[sequences[2], sequences[1]], [sequences[3], sequences[0]]], _policy)).sum(1);

        for (var i = 0; i < sequences.Length; i++)
            Assert.Equal(alone[i], padded_B[i].item<float>(), 1e-4);
        Assert.Equal(alone[2] + alone[1], packed_B[0].item<float>(), 1e-4);
        Assert.Equal(alone[3] + alone[0], packed_B[1].item<float>(), 1e-4);
        Assert.NotEqual(alone[0], Score(TokenBatch.Of([Sequence([1, 2], "blue")], _policy)).sum().item<float>(), 1e-3);
    }

    [Fact]
    public void Passes_of_a_few_rows_have_the_gradient_of_one()
    {
        using var scope = NewDisposeScope();
        _policy.Model.Parameters.Train();
        TokenSequence[] sequences = [Sequence([1, 2], "red"), Sequence([4, 5, 6]), Sequence([3], "noise", "blue"), Sequence([7], "red")];
        var batch = TokenBatch.Of(sequences, _policy);
        Assert.Equal(3, batch.Images!.Pixels_N3HW.size(0));

        var whole = NextTokenLoss.Backward(_policy.Model, batch, count: 8, microBatchTokens: 0);
        var expected = _policy.Model.Parameters.Gradients.clone();
        _policy.Model.Parameters.Gradients.zero_();
        var parts = NextTokenLoss.Backward(_policy.Model, batch, count: 8, microBatchTokens: (int)batch.Tokens_BT.size(1));

        Assert.Equal(whole.Loss, parts.Loss, 1e-4);
        Assert.InRange(TinyModels.LargestDifference(expected, _policy.Model.Parameters.Gradients), 0, 1e-4);
        Assert.Equal([1L, 0, 2, 1], batch.Parts((int)batch.Tokens_BT.size(1), 9).Select(part => part.Images?.Pixels_N3HW.size(0) ?? 0));
    }

    [Fact]
    public void A_response_that_has_the_image_s_token_shows_nothing()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();

        var batch = TokenBatch.Of([Sequence([1], "red") with { Response = [Image, Image, 2] }], _policy);

        Assert.Equal(9, batch.Images!.Places_M.numel());
    }

    [Fact]
    public void Tokens_and_images_that_do_not_fit_are_told()
    {
        var error = Assert.Throws<KimiException>(() => TokenBatch.Of([Sequence([1], "red") with { Images = ["red", "blue"] }], _policy));

        Assert.Contains("a prompt of 2 images has 9 tokens in their places, and the policy takes 9 for each", error.Message, StringComparison.Ordinal);
        using var text = TinyModels.Create(TinyModels.Qwen);
        var blind = Assert.Throws<KimiException>(() => TokenBatch.Of([Sequence([1], "red")], _policy with { Model = text, Images = null }));
        Assert.Contains("no vision tower", blind.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_placeholder_becomes_as_many_tokens_as_there_are_patches()
    {
        var tokens = _policy.Model.Config.Vision!.Tokens;
        var prompt = new Prompt.Continuation([new PromptPart.Text("12"), new PromptPart.Image("red", "image/png"), new PromptPart.Text("=")]);

        Assert.Equal([1, 2, .. Enumerable.Repeat(Image, 9), 13], _policy.Tokenizer.Encode(prompt, tokens));
        Assert.Contains(
            "no vision tower", Assert.Throws<KimiException>(() => _policy.Tokenizer.Encode(prompt)).Message, StringComparison.Ordinal);
        var named = new Prompt.Continuation([new PromptPart.Tokens([Image]), new PromptPart.Image("red", "image/png")]);
        Assert.StartsWith(
            "the prompt has 1 images and 2 places for them",
            Assert.Throws<KimiException>(() => new WideTokenizer(_policy.Tokenizer).Encode(named, tokens)).Message, StringComparison.Ordinal);
    }

    private static TokenSequence Sequence(int[] text, params string[] images) =>
        new([.. images.SelectMany(_ => Enumerable.Repeat(Image, 9)), .. text], [5, 6]) { Images = images };

    private Tensor Score(TokenBatch batch) => _policy.Model.TokenLogprobs(batch.Tokens_BT, batch.Targets_BT, packing: batch.Packing, images: batch.Images);

    private sealed class Files(Dictionary<string, byte[]> files) : IImageStore
    {
        public PromptPart.Image Put(byte[] file) => new(Convert.ToHexStringLower(SHA256.HashData(file)), "image/png");

        public byte[] Get(string hash) => files[hash];
    }

    /// <summary>A tokenizer that has the image's token, as published ones do.</summary>
    private sealed class WideTokenizer(ITokenizer tokenizer) : ITokenizer
    {
        public int VocabularySize => Image + 1;

        public int EndOfTextId => tokenizer.EndOfTextId;

        public int PadId => tokenizer.PadId;

        public int[] Encode(string text) => tokenizer.Encode(text);

        public string Decode(ReadOnlySpan<int> tokens) => tokenizer.Decode(tokens);

        public IncrementalDecoder BeginDecoding() => tokenizer.BeginDecoding();

        public void Save(string folder) => tokenizer.Save(folder);
    }
}

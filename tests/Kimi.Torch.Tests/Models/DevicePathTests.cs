using Kimi.Tests;
using Kimi.Torch.Models;
using Kimi.Torch.Models.Kernels;
using static TorchSharp.torch;

namespace Kimi.Torch.Tests.Models;

/// <summary>The device's code path, tried on the CPU: it must give the same numbers as the kernels.</summary>
public sealed class DevicePathTests : IDisposable
{
    private const double Tolerance = 1e-5;

    public static TheoryData<string> Kinds => [.. TinyModels.Kinds];

    public void Dispose() => DevicePath.Force(false);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Log_probabilities_and_gradients_agree_with_the_kernels(string kind)
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.OfKind(kind));
        var tokens_BT = TinyModels.RandomTokens(model.Config, 3, 20);
        var expected = Train(model, tokens_BT, packing: null);

        DevicePath.Force(true);
        var actual = Train(model, tokens_BT, packing: null);

        Assert.InRange(TinyModels.LargestDifference(expected.Logprobs_BT, actual.Logprobs_BT), 0, Tolerance);
        AssertSameGradients(expected.Gradients, actual.Gradients);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Rows_of_several_texts_agree_with_the_kernels(string kind)
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.OfKind(kind));
        var tokens_BT = TinyModels.RandomTokens(model.Config, 1, 6);
        var packing = Packing.Of(new long[,] { { 0, 0, 1, 1, 1, -1 } }, new long[,] { { 0, 1, 0, 1, 2, 0 } }, CPU);
        var expected = Train(model, tokens_BT, packing);

        DevicePath.Force(true);
        var actual = Train(model, tokens_BT, packing);

        Assert.InRange(TinyModels.LargestDifference(expected.Logprobs_BT, actual.Logprobs_BT), 0, Tolerance);
        AssertSameGradients(expected.Gradients, actual.Gradients);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decoding_agrees_with_the_kernels(string kind)
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.OfKind(kind));
        var expected = Decode(model);

        DevicePath.Force(true);
        var actual = Decode(model);

        Assert.All(expected.Paired(actual), pair => Assert.InRange(TinyModels.LargestDifference(pair.First, pair.Second), 0, Tolerance * 10));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void In_bf16_decoding_and_training_score_alike_and_near_float32(string kind)
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.OfKind(kind));
        using var folder = new TemporaryFolder();
        model.Save(folder.Path);
        using var half = Transformer.Load(folder.Path, precision: Precision.Bf16);

        var (full, low) = (Decode(model)[^1].log_softmax(-1), Decode(half)[^1].log_softmax(-1));
        var trained = Train(half, Tokens(half), packing: null);

        // A bf16 number has 8 bits: products of sizes like these differ in their second to third digit.
        Assert.InRange(TinyModels.LargestDifference(full, low), 1e-5, 0.2);
        Assert.Equal(ScalarType.Float32, trained.Gradients.dtype);
        using var reference = half.Clone();
        var whole_BV = reference.Forward(Tokens(half)).select(1, Tokens(half).size(1) - 1).log_softmax(-1);
        Assert.InRange(TinyModels.LargestDifference(whole_BV, low), 0, 0.1);
    }

    [Fact]
    public void A_decoder_in_bf16_keeps_the_weights_it_was_made_with_and_frees_them()
    {
        using var scope = NewDisposeScope();
        using var model = Transformer.Initialize(TinyModels.Qwen, seed: 1, precision: Precision.Bf16);
        var before = Tensor.TotalCount;

        using (var decoder = model.CreateDecoder())
            Assert.True(Tensor.TotalCount > before);

        Assert.Equal(before, Tensor.TotalCount);
    }

    private static (Tensor Logprobs_BT, Tensor Gradients) Train(Transformer model, Tensor tokens_BT, Packing? packing)
    {
        model.Parameters.Train();
        model.Parameters.Gradients.zero_();
        var logprobs_BT = model.TokenLogprobs(tokens_BT, tokens_BT.roll(-1, 1), packing: packing);
        logprobs_BT.mean().neg().backward();
        return (logprobs_BT.detach(), model.Parameters.Gradients.clone());
    }

    private static Tensor Tokens(Transformer model) => TinyModels.RandomTokens(model.Config, 3, 12);

    // The logits after a prompt of eight tokens and after each of four more.
    private static List<Tensor> Decode(Transformer model)
    {
        var tokens_BT = Tokens(model);
        using var decoder = model.CreateDecoder();
        using var cache = decoder.CreateCache(3, 16);
        var logits = new List<Tensor> { decoder.Prefill(tokens_BT.narrow(1, 0, 8), [8, 8, 8], cache) };
        for (var place = 8; place < 12; place++)
            logits.Add(decoder.DecodeStep(tokens_BT.select(1, place).contiguous(), cache));
        return logits;
    }

    private static void AssertSameGradients(Tensor expected, Tensor actual) =>
        Assert.InRange(TinyModels.LargestDifference(expected, actual), 0, Tolerance * Math.Max(1, expected.abs().max().item<float>()));
}

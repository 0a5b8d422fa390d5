using System.Globalization;
using Kimi.Torch.Models;
using Kimi.Torch.Models.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Torch.Diagnosis;

/// <summary>A matrix product, a backward pass and sampled tokens on a device, compared with the CPU's kernels. On the CPU its own device path is
/// compared.</summary>
internal static class DeviceChecks
{
    // Relative to the largest value: about ten times the effect of the order of additions, and far below that of a wrong operation.
    private const double Tolerance = 1e-3;
    private const int Width = 256;

    private static readonly TransformerConfig s_shape = new()
    {
        HiddenSize = 64,
        IntermediateSize = 160,
        NumHiddenLayers = 2,
        NumAttentionHeads = 4,
        NumKeyValueHeads = 2,
        VocabSize = 96,
        MaxPositionEmbeddings = 64,
        InitializerRange = 0.2,
    };

    /// <summary>Compares a device.</summary>
    internal static IReadOnlyList<Calculation> Of(Device device)
    {
        using var scope = NewDisposeScope();
        var expected = Calculate(CPU);
        DevicePath.Force(true);
        try
        {
            var actual = Calculate(device);
            return
            [
                Compare("a matrix product", expected.Product, actual.Product),
                Compare("a backward pass", expected.Gradient, actual.Gradient),
                new(device.ToString(), "sampled tokens", expected.Tokens.SequenceEqual(actual.Tokens),
                    $"{expected.Tokens.Zip(actual.Tokens).Count(pair => pair.First != pair.Second)} of {expected.Tokens.Length} differ"),
            ];
        }
        catch (Exception exception) when (exception is System.Runtime.InteropServices.ExternalException or InvalidOperationException)
        {
            return [new(device.ToString(), "the calculations", false, exception.Message.Split('\n')[0])];
        }
        finally
        {
            DevicePath.Force(false);
        }

        Calculation Compare(string name, Tensor first, Tensor second)
        {
            var difference = (first - second).abs().max().ToDouble() / first.abs().max().ToDouble();
            return new(
                device.ToString(), name, difference < Tolerance, string.Create(CultureInfo.InvariantCulture, $"{difference:0.0e+00} of the largest value"));
        }
    }

    private static (Tensor Product, Tensor Gradient, long[] Tokens) Calculate(Device device)
    {
        var numbers = Numbers(Width * Width * 2);
        var factors = tensor(numbers).view(2, Width, Width).to(device);
        var product = factors[0].matmul(factors[1]).cpu();

        using var model = Transformer.Initialize(s_shape, seed: 1, device);
        model.Parameters.Train();
        var tokens_BT = arange(0, 8 * 16, int64).remainder(s_shape.VocabSize).view(8, 16).to(device);
        var loss = model.TokenLogprobs(tokens_BT, tokens_BT.roll(-1, 1)).mean().neg();
        loss.backward();
        var gradient = model.Parameters.Gradients.cpu().clone();

        using var noGradient = no_grad();
        using var decoder = model.CreateDecoder();
        using var cache = decoder.CreateCache(8, 32);
        decoder.Prefill(tokens_BT, [16, 16, 16, 16, 16, 16, 16, 16], cache);
        var logits_BV = decoder.DecodeStep(tokens_BT.select(1, 0).contiguous(), cache);
        var uniforms_B1 = tensor(Numbers(8).Select(number => Math.Abs(number) / 2).ToArray()).unsqueeze(1).to(device);
        var cumulative_BV = logits_BV.softmax(-1).cumsum(-1);
        var sampled_B = cumulative_BV.le(uniforms_B1).sum(-1).cpu();
        return (product, gradient, sampled_B.data<long>().ToArray());
    }

    // Between −1 and 1, the same everywhere.
    private static float[] Numbers(int count) => [.. Enumerable.Range(1, count).Select(i => (float)Math.Sin(i * 12.9898))];
}

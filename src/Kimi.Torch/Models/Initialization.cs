using Kimi.Dsl;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

/// <summary>
/// Initial weights: norms are 1 and biases 0; matrices are normal with standard deviation σ: the text's with the configuration's, the tower's and the
/// projector's with 1 / sqrt(inputs), much as SigLIP has it, so that a narrow tower's output is no smaller than its input. The projections that write into a
/// residual stream have σ / sqrt(2·layers), so that its variance does not grow with depth.
/// </summary>
internal static class Initialization
{
    internal static void Fill(FlatParameters parameters, TransformerConfig config, ulong seed)
    {
        // A managed generator gives the same weights on every device and with every thread count.
        var random = new SplitMix64(seed);
        var layout = ParameterLayout.Of(config);
        var vision = layout.Place(TrainedParts.Vision).Length;
        var seeing = layout.Blocks.Where(block => block.Offset < vision).SelectMany(block => block.Parts).Select(part => part.Name).ToHashSet();
        var layers = ResidualLayers(config);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, parameter) in parameters.Named)
        {
            if (parameter.dim() == 1)
            {
                parameter.fill_(name.EndsWith(".bias", StringComparison.Ordinal) ? 0f : 1f);
                continue;
            }

            var inputs = parameter.numel() / parameter.size(0);
            var deviation = seeing.Contains(name) ? 1 / Math.Sqrt(inputs) : config.InitializerRange;
            if (layers.TryGetValue(name, out var depth))
                deviation /= Math.Sqrt(2.0 * depth);
            FillByPieces(parameter, values => random.FillNormal(values, deviation));
        }
    }

    /// <summary>A low-rank adapter's first numbers; see <see cref="LowRankAdapter"/>.</summary>
    internal static void FillAdapter(FlatParameters parameters, ulong seed)
    {
        var random = new SplitMix64(seed);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, parameter) in parameters.Named)
        {
            if (name.EndsWith(".lora_B.weight", StringComparison.Ordinal))
                continue;
            FillByPieces(parameter, values => random.FillUniform(values, 1 / Math.Sqrt(parameter.size(1))));
        }
    }

    // For the projections that write into a residual stream, the text's and the tower's: how many layers write into it.
    private static Dictionary<string, int> ResidualLayers(TransformerConfig config)
    {
        var text = Enumerable.Range(0, config.NumHiddenLayers).Select(config.Names.Layer)
            .SelectMany(layer => new[] { layer.Output, layer.Down }).Select(name => (name, config.NumHiddenLayers));
        var layers = config.Vision?.NumHiddenLayers ?? 0;
        var tower = Enumerable.Range(0, layers).Select(config.Names.Vision.Layer)
            .SelectMany(layer => new[] { layer.Output.Weight, layer.Down.Weight }).Select(name => (name, layers));
        return text.Concat(tower).ToDictionary();
    }

    // Small beside the matrix, and even, since normal numbers come in pairs.
    private static void FillByPieces(Tensor parameter, Action<float[]> fill)
    {
        const long Piece = 1 << 18;
        using var scope = NewDisposeScope();
        foreach (var piece in parameter.view(-1).split(Piece))
        {
            var values = new float[piece.numel()];
            fill(values);
            piece.copy_(tensor(values));
        }
    }

    /// <summary>SplitMix64: a counter and a mixing function, the same on every platform.</summary>
    private sealed class SplitMix64(ulong seed)
    {
        private ulong _state = seed;

        // Box-Muller: sqrt(−2·ln u) · (cos 2πv, sin 2πv) are two independent normal numbers.
        internal void FillNormal(Span<float> values, double deviation)
        {
            for (var i = 0; i < values.Length; i += 2)
            {
                var radius = deviation * Math.Sqrt(-2 * Math.Log(1 - NextUniform()));
                var (sine, cosine) = Math.SinCos(2 * Math.PI * NextUniform());
                values[i] = (float)(radius * cosine);
                if (i + 1 < values.Length)
                    values[i + 1] = (float)(radius * sine);
            }
        }

        internal void FillUniform(Span<float> values, double bound)
        {
            foreach (ref var value in values)
                value = (float)(bound * ((2 * NextUniform()) - 1));
        }

        private double NextUniform()
        {
            _state += 0x9e3779b97f4a7c15;
            var mixed = _state;
            mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
            mixed ^= mixed >> 31;
            return (mixed >> 11) * (1.0 / (1UL << 53));
        }
    }
}

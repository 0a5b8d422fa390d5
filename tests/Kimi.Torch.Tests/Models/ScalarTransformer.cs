using Kimi.Torch.Models;

namespace Kimi.Torch.Tests.Models;

/// <summary>The architecture computed number by number in double precision, from the published definition.</summary>
internal sealed class ScalarTransformer
{
    private readonly TransformerConfig _config;
    private readonly Dictionary<string, double[,]> _weights = [];

    internal ScalarTransformer(Transformer model)
    {
        _config = model.Config;
        foreach (var (name, parameter) in model.NamedParameters)
        {
            var columns = parameter.dim() == 1 ? 1 : (int)parameter.size(1);
            var values = parameter.contiguous().data<float>().ToArray();
            var matrix = new double[values.Length / columns, columns];
            for (var i = 0; i < values.Length; i++)
                matrix[i / columns, i % columns] = values[i];
            _weights[name.Replace("language_model.", "", StringComparison.Ordinal)] = matrix;
        }
    }

    /// <summary>The logits after each token.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="seen">What stands in the places of the first of them, if they are an image.</param>
    internal double[][] Forward(long[] tokens, double[][]? seen = null)
    {
        var embedding = _weights["model.embed_tokens.weight"];
        double[][] x =
        [
            .. seen ?? [],
            .. tokens[(seen?.Length ?? 0)..].Select(token => Enumerable.Range(0, _config.HiddenSize).Select(c => embedding[token, c]).ToArray()),
        ];
        for (var layer = 0; layer < _config.NumHiddenLayers; layer++)
        {
            var prefix = $"model.layers.{layer}.";
            var attended = Attend(prefix + "self_attn.", [.. x.Select(row => Norm(row, prefix + "input_layernorm.weight"))]);
            for (var t = 0; t < x.Length; t++)
            {
                x[t] = Add(x[t], attended[t]);
                x[t] = Add(x[t], FeedForward(prefix + "mlp.", Norm(x[t], prefix + "post_attention_layernorm.weight")));
            }
        }

        var head = _config.TieWordEmbeddings ? "model.embed_tokens.weight" : "lm_head.weight";
        return [.. x.Select(row => Apply(head, Norm(row, "model.norm.weight")))];
    }

    private double[][] Attend(string prefix, double[][] x)
    {
        var width = _config.HeadWidth;
        var group = _config.NumAttentionHeads / _config.KeyValueHeads;
        var queries = x.Select((row, t) => Heads(Apply(prefix + "q_proj.weight", row), prefix + "q_norm.weight", t)).ToArray();
        var keys = x.Select((row, t) => Heads(Apply(prefix + "k_proj.weight", row), prefix + "k_norm.weight", t)).ToArray();
        var values = x.Select(row => Apply(prefix + "v_proj.weight", row)).ToArray();
        return [.. x.Select((_, t) =>
        {
            var mixed = new double[_config.NumAttentionHeads * width];
            for (var head = 0; head < _config.NumAttentionHeads; head++)
            {
                var scores = Enumerable.Range(0, t + 1).Select(s => Dot(queries[t][head], keys[s][head / group]) / Math.Sqrt(width)).ToArray();
                var total = scores.Sum(Math.Exp);
                for (var s = 0; s <= t; s++)
                {
                    for (var d = 0; d < width; d++)
                        mixed[(head * width) + d] += Math.Exp(scores[s]) / total * values[s][(head / group * width) + d];
                }
            }

            return Apply(prefix + "o_proj.weight", mixed);
        })];
    }

    private double[][] Heads(double[] projected, string norm, int position) =>
        [.. projected.Chunk(_config.HeadWidth).Select(head => Turn(_config.Family.HasQueryKeyNorm ? Norm(head, norm) : head, position))];

    private double[] Turn(double[] head, int position)
    {
        var half = head.Length / 2;
        var turned = new double[head.Length];
        for (var i = 0; i < half; i++)
        {
            var (frequency, magnitude) = Rotation(i, head.Length);
            var (cosine, sine) = (magnitude * Math.Cos(position * frequency), magnitude * Math.Sin(position * frequency));
            turned[i] = (head[i] * cosine) - (head[i + half] * sine);
            turned[i + half] = (head[i + half] * cosine) + (head[i] * sine);
        }

        return turned;
    }

    // By wavelengths, as the papers and Meta's code write it, where the model's own code counts turns.
    private (double Frequency, double Magnitude) Rotation(int pair, int width)
    {
        var frequency = 1 / Math.Pow(_config.RopeTheta, 2.0 * pair / width);
        var wavelength = 2 * Math.PI / frequency;
        switch (_config.RopeScaling)
        {
            case RotaryScaling.Linear linear:
                return (1 / (linear.Factor / frequency), 1);
            case RotaryScaling.Llama3 llama when wavelength < llama.OldContext / llama.HighFrequencyFactor:
                return (frequency, 1);
            case RotaryScaling.Llama3 llama when wavelength > llama.OldContext / llama.LowFrequencyFactor:
                return (frequency / llama.Factor, 1);
            case RotaryScaling.Llama3 llama:
                var smooth = ((llama.OldContext / wavelength) - llama.LowFrequencyFactor) / (llama.HighFrequencyFactor - llama.LowFrequencyFactor);
                return (((1 - smooth) * frequency / llama.Factor) + (smooth * frequency), 1);
            case RotaryScaling.Yarn yarn:
                double Dimension(double rotations) =>
                    width * Math.Log(yarn.OldContext / (rotations * 2 * Math.PI)) / (2 * Math.Log(_config.RopeTheta));
                var low = Math.Max(yarn.Truncate ? Math.Floor(Dimension(yarn.BetaFast)) : Dimension(yarn.BetaFast), 0);
                var high = Math.Min(yarn.Truncate ? Math.Ceiling(Dimension(yarn.BetaSlow)) : Dimension(yarn.BetaSlow), width - 1);
                var ramp = Math.Clamp((pair - low) / (low == high ? 0.001 : high - low), 0, 1);
                return ((frequency / yarn.Factor * ramp) + (frequency * (1 - ramp)), yarn.AttentionFactor ?? ((0.1 * Math.Log(yarn.Factor)) + 1));
            default:
                return (frequency, 1);
        }
    }

    private double[] FeedForward(string prefix, double[] x)
    {
        var gate = Apply(prefix + "gate_proj.weight", x);
        var up = Apply(prefix + "up_proj.weight", x);
        return Apply(prefix + "down_proj.weight", [.. gate.Select((g, i) => g / (1 + Math.Exp(-g)) * up[i])]);
    }

    private double[] Norm(double[] x, string weight)
    {
        var scale = 1 / Math.Sqrt((x.Sum(value => value * value) / x.Length) + _config.RmsNormEps);
        return [.. x.Select((value, i) => value * scale * _weights[weight][i, 0])];
    }

    private double[] Apply(string weight, double[] x)
    {
        var matrix = _weights[weight];
        var bias = _weights.GetValueOrDefault(weight.Replace(".weight", ".bias", StringComparison.Ordinal));
        return
        [
            .. Enumerable.Range(0, matrix.GetLength(0))
                .Select(row => Enumerable.Range(0, x.Length).Sum(i => matrix[row, i] * x[i]) + (bias?[row, 0] ?? 0)),
        ];
    }

    private static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}

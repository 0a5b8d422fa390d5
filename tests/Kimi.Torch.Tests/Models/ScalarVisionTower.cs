using Kimi.Torch.Models;

namespace Kimi.Torch.Tests.Models;

/// <summary>Tower and projector computed number by number in double precision, from the published definition.</summary>
internal sealed class ScalarVisionTower
{
    private const string Tower = "vision_tower.vision_model.";
    private const string Projector = "multi_modal_projector.";

    private readonly VisionConfig _config;
    private readonly Dictionary<string, double[]> _weights;

    internal ScalarVisionTower(Transformer model)
    {
        _config = model.Config.Vision!;
        _weights = model.NamedParameters.ToDictionary(
            entry => entry.Key, entry => Array.ConvertAll(entry.Value.contiguous().data<float>().ToArray(), value => (double)value));
    }

    /// <summary>What stands in the places of an image's tokens.</summary>
    /// <param name="pixel">The value of a colour at a row and a column.</param>
    internal double[][] Encode(Func<int, int, int, double> pixel)
    {
        var x = Patches(pixel);
        var used = _config.FeatureLayer < 0 ? _config.NumHiddenLayers + _config.FeatureLayer + 1 : _config.FeatureLayer;
        for (var layer = 0; layer < used; layer++)
        {
            var prefix = $"{Tower}encoder.layers.{layer}.";
            var attended = Attend(prefix + "self_attn.", [.. x.Select(row => Norm(row, prefix + "layer_norm1"))]);
            for (var p = 0; p < x.Length; p++)
            {
                x[p] = Add(x[p], attended[p]);
                var up = Apply(prefix + "mlp.fc1", Norm(x[p], prefix + "layer_norm2"));
                x[p] = Add(x[p], Apply(prefix + "mlp.fc2", [.. up.Select(GeluByTanh)]));
            }
        }

        return [.. x.Select(row => Apply(Projector + "linear_2", [.. Apply(Projector + "linear_1", row).Select(Gelu)]))];
    }

    private double[][] Patches(Func<int, int, int, double> pixel)
    {
        var (size, side) = (_config.PatchSize, _config.ImageSize / _config.PatchSize);
        var (kernel, bias) = (_weights[Tower + "embeddings.patch_embedding.weight"], _weights[Tower + "embeddings.patch_embedding.bias"]);
        var positions = _weights[Tower + "embeddings.position_embedding.weight"];
        var rows = new double[side * side][];
        for (var p = 0; p < rows.Length; p++)
        {
            rows[p] = new double[_config.HiddenSize];
            for (var c = 0; c < _config.HiddenSize; c++)
            {
                var sum = bias[c] + positions[(p * _config.HiddenSize) + c];
                for (var colour = 0; colour < 3; colour++)
                {
                    for (var y = 0; y < size; y++)
                    {
                        for (var x = 0; x < size; x++)
                            sum += kernel[(((((c * 3) + colour) * size) + y) * size) + x] * pixel(colour, (p / side * size) + y, (p % side * size) + x);
                    }
                }

                rows[p][c] = sum;
            }
        }

        return rows;
    }

    private double[][] Attend(string prefix, double[][] x)
    {
        var width = _config.HiddenSize / _config.NumAttentionHeads;
        var (queries, keys, values) = (Project("q_proj"), Project("k_proj"), Project("v_proj"));
        return [.. queries.Select(query =>
        {
            var mixed = new double[_config.HiddenSize];
            for (var first = 0; first < mixed.Length; first += width)
            {
                var scores = keys.Select(key => Enumerable.Range(first, width).Sum(d => query[d] * key[d]) / Math.Sqrt(width)).ToArray();
                var total = scores.Sum(Math.Exp);
                for (var p = 0; p < scores.Length; p++)
                {
                    for (var d = first; d < first + width; d++)
                        mixed[d] += Math.Exp(scores[p]) / total * values[p][d];
                }
            }

            return Apply(prefix + "out_proj", mixed);
        })];

        double[][] Project(string name) => [.. x.Select(row => Apply(prefix + name, row))];
    }

    private double[] Norm(double[] x, string name)
    {
        var mean = x.Average();
        var deviation = Math.Sqrt(x.Average(value => (value - mean) * (value - mean)) + _config.LayerNormEps);
        return [.. x.Select((value, c) => ((value - mean) / deviation * _weights[name + ".weight"][c]) + _weights[name + ".bias"][c])];
    }

    private double[] Apply(string name, double[] x)
    {
        var weight = _weights[name + ".weight"];
        var bias = _weights.GetValueOrDefault(name + ".bias");
        return
        [
            .. Enumerable.Range(0, weight.Length / x.Length)
                .Select(row => x.Select((value, c) => value * weight[(row * x.Length) + c]).Sum() + (bias?[row] ?? 0)),
        ];
    }

    private static double GeluByTanh(double x) => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))));

    private static double Gelu(double x) => x * (1 + Erf(x / Math.Sqrt(2))) / 2;

    // Its Taylor series, which converges everywhere; beyond 5 the last digits of a double are those of 1.
    private static double Erf(double x)
    {
        if (Math.Abs(x) > 5)
            return Math.Sign(x);
        var (term, sum) = (x, x);
        for (var n = 1; n < 120; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return sum * 2 / Math.Sqrt(Math.PI);
    }

    private static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];
}

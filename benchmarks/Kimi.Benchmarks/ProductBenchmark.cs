using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Kimi.Benchmarks.LlamaCpp;
using Kimi.Torch.Models;
using Kimi.Torch.Native;
using Spectre.Console;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Benchmarks;

/// <summary>
/// The products of a decoding step of the shape of Qwen2.5-0.5B, with one row and one thread: how many bytes of weights a second each reads, beside a loop that
/// only adds them up. The weights of all layers lie in one tensor and are read in turn, as in a step, so that none is in a cache.
/// </summary>
internal static class ProductBenchmark
{
    private const int WarmUpRounds = 5;

    private static readonly TransformerConfig s_config = RandomCheckpoint.All.Single(model => model.Name == "494M").Config;
    private static readonly List<Shape> s_shapes = [.. Shapes()];

    internal static void Run(int rounds)
    {
        LibTorch.SetThreads(1);
        using var mode = inference_mode();
        var table = new Table().AddColumns("product", "inputs", "outputs");
        foreach (var column in new[] { "F32, GB/s", "reading", "share", "BF16, GB/s", "reading", "share" })
            table.AddColumn(new TableColumn(column).RightAligned());
        var (floats, brainFloats) = (Measure(ScalarType.Float32, rounds), Measure(ScalarType.BFloat16, rounds));
        foreach (var (index, shape) in s_shapes.Index())
            table.AddRow([shape.Name, $"{shape.Inputs}", $"{shape.Outputs}", .. Cells(floats[index]), .. Cells(brainFloats[index])]);
        AnsiConsole.Write(table);

        static string[] Cells((double Product, double Reading) rates) =>
        [
            string.Create(CultureInfo.InvariantCulture, $"{rates.Product / 1e9:f1}"),
            string.Create(CultureInfo.InvariantCulture, $"{rates.Reading / 1e9:f1}"),
            string.Create(CultureInfo.InvariantCulture, $"{rates.Product / rates.Reading:p0}"),
        ];
    }

    private static IEnumerable<Shape> Shapes()
    {
        var (hidden, width, layers) = (s_config.HiddenSize, s_config.HeadWidth, s_config.NumHiddenLayers);
        yield return new("queries, keys, values", hidden, (s_config.NumAttentionHeads + (2 * s_config.KeyValueHeads)) * width, layers);
        yield return new("output", s_config.NumAttentionHeads * width, hidden, layers);
        yield return new("gate, up", hidden, 2 * s_config.IntermediateSize, layers);
        yield return new("down", s_config.IntermediateSize, hidden, layers);
        yield return new("head", hidden, s_config.VocabSize, 1);
    }

    // Bytes a second of the product and of reading, for each shape.
    private static List<(double Product, double Reading)> Measure(ScalarType type, int rounds)
    {
        using var scope = NewDisposeScope();
        var weights = Weights(type);
        var inputs = s_shapes.ConvertAll(shape => randn(1, shape.Inputs));
        var times = s_shapes.ConvertAll(_ => (Product: new List<double>(), Reading: new List<double>()));
        for (var round = 0; round < WarmUpRounds + rounds; round++)
        {
            var product = Seconds(weights, (index, weight) => new Linear(weight, null, null, type).Apply(inputs[index]).Dispose());
            var reading = Seconds(weights, (_, weight) => Read(weight));
            for (var i = 0; i < s_shapes.Count && round >= WarmUpRounds; i++)
            {
                times[i].Product.Add(product[i]);
                times[i].Reading.Add(reading[i]);
            }
        }

        return
        [
            .. s_shapes.Zip(times, (shape, time) => (Bytes: (double)shape.Numbers * shape.Count * type.ElementSize(), Time: time))
                .Select(entry => (entry.Bytes / Median(entry.Time.Product), entry.Bytes / Median(entry.Time.Reading))),
        ];
    }

    // As they lie in a model, each with the index of its shape.
    private static List<(int Index, Tensor Weight)> Weights(ScalarType type)
    {
        var flat = full([s_shapes.Sum(shape => shape.Numbers * shape.Count)], 0.01f, type);
        var weights = new List<(int, Tensor)>();
        var place = 0L;
        for (var layer = 0; layer < s_config.NumHiddenLayers; layer++)
        {
            foreach (var (index, shape) in s_shapes.Index().Where(entry => layer < entry.Item.Count))
            {
                weights.Add((index, flat.narrow(0, place, shape.Numbers).view(shape.Outputs, shape.Inputs)));
                place += shape.Numbers;
            }
        }

        return weights;
    }

    private static double[] Seconds(List<(int Index, Tensor Weight)> weights, Action<int, Tensor> action)
    {
        var seconds = new double[s_shapes.Count];
        foreach (var (index, weight) in weights)
        {
            var start = Stopwatch.GetTimestamp();
            action(index, weight);
            seconds[index] += Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        return seconds;
    }

    private static float Read(Tensor weights)
    {
        var words = MemoryMarshal.Cast<byte, Vector<float>>(weights.bytes);
        Vector<float> a = default, b = default, c = default, d = default;
        for (; words.Length >= 4; words = words[4..])
        {
            a += words[0];
            b += words[1];
            c += words[2];
            d += words[3];
        }

        return Vector.Sum(a + b + c + d);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    private sealed record Shape(string Name, int Inputs, int Outputs, int Count)
    {
        internal long Numbers => (long)Inputs * Outputs;
    }
}

using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Benchmarks;
using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Kimi.Torch.Models;
using Kimi.Torch.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Gpu;

/// <summary>The speed of a device, as JSON.</summary>
internal static class Measurements
{
    private const int WarmUpRuns = 1;
    private const int CountedRuns = 3;

    /// <summary>The shape of Qwen2.5-0.5B, with Qwen3's architecture.</summary>
    private static readonly TransformerConfig s_halfBillion = new()
    {
        HiddenSize = 896,
        IntermediateSize = 4864,
        NumHiddenLayers = 24,
        NumAttentionHeads = 14,
        NumKeyValueHeads = 2,
        HeadDim = 64,
        VocabSize = 151_936,
        MaxPositionEmbeddings = 2048,
        TieWordEmbeddings = true,
    };

    /// <summary>Training, decoding and an iteration of reinforcement learning at half a billion weights.</summary>
    public static int Speed(string deviceName, string precisionName, string output)
    {
        var (device, precision) = (ComputeDevice.Parse(deviceName), Enum.Parse<Precision>(precisionName, ignoreCase: true));
        var load = Workload.For(device);
        var started = Stopwatch.GetTimestamp();
        using var transformer = Transformer.Initialize(s_halfBillion, seed: 1, device, precision);
        using var memory = new PeakMemory(device);
        var result = new JsonObject
        {
            ["device"] = deviceName,
            ["precision"] = precisionName,
            ["parameters"] = s_halfBillion.ParameterCount,
            ["secondsToInitialize"] = Stopwatch.GetElapsedTime(started).TotalSeconds,
            ["matmulFlops"] = MatmulRate(device, precision, load.MatmulSize),
            ["training"] = new JsonArray(),
            ["decoding"] = new JsonArray(),
        };
        Write(result, output);
        foreach (var (batch, time) in load.Training)
        {
            memory.Reset();
            using var training = new Training(transformer, batch, time, tokensPerRun: batch * time);
            result["training"]!.AsArray().Add(Rates(training, Measure(training, device), memory));
            Write(result, output);
        }

        foreach (var slots in load.Slots)
        {
            memory.Reset();
            var decoding = new Decoding(transformer, slots, load.ResponseTokens);
            result["decoding"]!.AsArray().Add(Rates(decoding, Measure(decoding, device), memory));
            Write(result, output);
        }

        result["iteration"] = Iteration(transformer, load, memory);
        Write(result, output);
        return 0;
    }

    /// <summary>A checkpoint's logits for the token ids in its <c>tokens.json</c>, as safetensors.</summary>
    public static int Logits(string deviceName, string precisionName, string folder, string output)
    {
        var (device, precision) = (ComputeDevice.Parse(deviceName), Enum.Parse<Precision>(precisionName, ignoreCase: true));
        using var scope = NewDisposeScope();
        using var transformer = Transformer.Load(folder, device, precision: precision);
        var rows = JsonSerializer.Deserialize<long[][]>(File.ReadAllText(Path.Combine(folder, "tokens.json")))!;
        var tokens_BT = tensor(rows.SelectMany(row => row).ToArray(), device: device).view(rows.Length, rows[0].Length);
        using var noGradient = no_grad();
        using var decoder = transformer.CreateDecoder();
        using var cache = decoder.CreateCache(rows.Length, rows[0].Length);
        var half = rows[0].Length / 2;

        // The first half read at once and the rest token by token, compared with all of it read at once.
        var decoded = new List<Tensor> { decoder.Prefill(tokens_BT.narrow(1, 0, half), [.. rows.Select(_ => half)], cache) };
        for (var place = half; place < rows[0].Length; place++)
            decoded.Add(decoder.DecodeStep(tokens_BT.select(1, place).contiguous(), cache));
        Safetensors.Write(output, new Dictionary<string, Tensor>
        {
            ["logits"] = transformer.Forward(tokens_BT),
            ["decoded"] = stack(decoded, 1),
        });
        return 0;
    }

    private static JsonObject Iteration(Transformer transformer, Workload load, PeakMemory memory)
    {
        memory.Reset();
        var options = new ReinforceAttribute
        {
            PromptsPerIteration = load.Prompts,
            SamplesPerPrompt = 8,
            MaxResponseTokens = load.ResponseTokens,
            MicroBatchTokens = load.MicroBatchTokens,
        };
        using var loop = new ReinforcementLoop(transformer, options, new KimiOptions(), new DrawnLengthAttribute());
        var times = loop.Run();
        return new()
        {
            ["prompts"] = options.PromptsPerIteration,
            ["samples"] = options.SamplesPerPrompt,
            ["responseTokens"] = options.MaxResponseTokens,
            ["rolloutSeconds"] = times.RolloutSeconds,
            ["judgeSeconds"] = times.JudgeSeconds,
            ["trainSeconds"] = times.TrainSeconds,
            ["generatedTokens"] = times.GeneratedTokens,
            ["trainedTokens"] = times.TrainedTokens,
            ["peakBytes"] = memory.Peak,
        };
    }

    private static JsonObject Rates(IContestant contestant, double seconds, PeakMemory memory) => new()
    {
        ["name"] = contestant.Name,
        ["seconds"] = seconds,
        ["tokensPerSecond"] = contestant.Tokens / seconds,
        ["flops"] = contestant.Operations / seconds,
        ["peakBytes"] = memory.Peak,
    };

    private static double Measure(IContestant contestant, Device device)
    {
        var times = new List<double>();
        for (var run = 0; run < WarmUpRuns + CountedRuns; run++)
        {
            var started = Stopwatch.GetTimestamp();
            contestant.Run();
            Wait(device);
            if (run >= WarmUpRuns)
                times.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        return times.Order().ElementAt(CountedRuns / 2);
    }

    private static double MatmulRate(Device device, Precision precision, int size)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var type = precision == Precision.Bf16 ? ScalarType.BFloat16 : ScalarType.Float32;
        var (left, right) = (randn(size, size, device: device).to(type), randn(size, size, device: device).to(type));
        var best = double.PositiveInfinity;
        for (var run = 0; run < WarmUpRuns + (CountedRuns * 3); run++)
        {
            var started = Stopwatch.GetTimestamp();
            using var product = left.matmul(right);
            Wait(device);
            if (run >= WarmUpRuns)
                best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        return 2.0 * size * size * size / best;
    }

    // A GPU continues to work after a call returns.
    private static void Wait(Device device)
    {
        if (device.type == DeviceType.CUDA)
            cuda.synchronize(device);
    }

    private static void Write(JsonObject result, string output) => File.WriteAllText(output, result.ToJsonString(new() { WriteIndented = true }));
}

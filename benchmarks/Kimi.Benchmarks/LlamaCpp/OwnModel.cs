using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Torch.Models;
using static TorchSharp.torch;

namespace Kimi.Benchmarks.LlamaCpp;

/// <summary>Our decoder and sampler, as the rollout engine uses them.</summary>
internal sealed class OwnModel : IDecodingModel
{
    private static readonly SamplingOptions s_mostLikely = new() { MaxResponseTokens = 1, Temperature = 0 };

    private readonly int _capacity;
    private readonly Transformer _transformer;
    private readonly TransformerDecoder _decoder;
    private KeyValueCache? _cache;
    private Tensor? _logits_BV;

    internal OwnModel(string folder, Precision precision, int capacity)
    {
        _capacity = capacity;
        _transformer = Transformer.LoadFrozen(folder, precision: precision);
        _decoder = _transformer.CreateDecoder();
    }

    public int[] Read(IReadOnlyList<int[]> prompts)
    {
        using var noGradient = inference_mode();
        _cache?.Dispose();
        _cache = _decoder.CreateCache(prompts.Count, _capacity);
        using var tokens_BT = tensor(prompts.SelectMany(prompt => prompt).Select(token => (long)token).ToArray()).view(prompts.Count, -1);
        return MostLikely(_decoder.Prefill(tokens_BT, [.. prompts.Select(prompt => prompt.Length)], _cache));
    }

    public int[] Step(int[] tokens)
    {
        using var noGradient = inference_mode();
        using var tokens_B = tensor(Array.ConvertAll(tokens, token => (long)token));
        return MostLikely(_decoder.DecodeStep(tokens_B, _cache!));
    }

    public float[] Logits(int sequence)
    {
        using var logits_V = _logits_BV![sequence];
        return logits_V.data<float>().ToArray();
    }

    public void Dispose()
    {
        _logits_BV?.Dispose();
        _cache?.Dispose();
        _decoder.Dispose();
        _transformer.Dispose();
    }

    private int[] MostLikely(Tensor logits_BV)
    {
        _logits_BV?.Dispose();
        _logits_BV = logits_BV;
        var (tokens_B, logprobs_B) = TokenSampler.Sample(logits_BV, new float[logits_BV.size(0)], s_mostLikely);
        using (tokens_B)
        using (logprobs_B)
            return Array.ConvertAll(tokens_B.data<long>().ToArray(), token => (int)token);
    }
}

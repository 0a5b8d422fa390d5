using System.Numerics.Tensors;
using LLama;
using LLama.Common;
using LLama.Native;

namespace Kimi.Benchmarks.LlamaCpp;

/// <summary>llama.cpp, with its most likely tokens.</summary>
internal sealed class LlamaModel : IDecodingModel
{
    private readonly LLamaWeights _weights;
    private readonly LLamaContext _context;
    private readonly LLamaBatch _batch = new();
    private readonly List<int> _places = [];
    private int _length;

    private LlamaModel(ModelParams parameters)
    {
        _weights = LLamaWeights.LoadFromFile(parameters);
        _context = _weights.CreateContext(parameters);
    }

    /// <summary>As it comes, which is fastest: keys and values in float16, and its fused attention.</summary>
    internal static LlamaModel Fast(string path, int capacity, int threads) => new(Parameters(path, capacity, threads));

    /// <summary>With keys and values in float32, and without its fused attention, which rounds.</summary>
    internal static LlamaModel Exact(string path, int capacity, int threads)
    {
        var parameters = Parameters(path, capacity, threads);
        (parameters.TypeK, parameters.TypeV, parameters.FlashAttention) = (GGMLType.GGML_TYPE_F32, GGMLType.GGML_TYPE_F32, false);
        return new(parameters);
    }

    public int[] Read(IReadOnlyList<int[]> prompts)
    {
        _context.NativeHandle.MemoryClear();
        _batch.Clear();
        _places.Clear();
        _length = prompts[0].Length;
        foreach (var (sequence, prompt) in prompts.Index())
        {
            foreach (var (position, token) in prompt.Index())
                _batch.Add(token, position, (LLamaSeqId)sequence, logits: position == _length - 1);
            _places.Add(_batch.TokenCount - 1);
        }

        return MostLikely();
    }

    public int[] Step(int[] tokens)
    {
        _batch.Clear();
        _places.Clear();
        foreach (var (sequence, token) in tokens.Index())
        {
            _places.Add(_batch.TokenCount);
            _batch.Add(token, _length, (LLamaSeqId)sequence, logits: true);
        }

        _length++;
        return MostLikely();
    }

    public float[] Logits(int sequence) => _context.NativeHandle.GetLogitsIth(_places[sequence]).ToArray();

    public void Dispose()
    {
        _context.Dispose();
        _weights.Dispose();
    }

    private static ModelParams Parameters(string path, int capacity, int threads)
    {
        // Otherwise it tells on the console how it loads.
        if (!NativeLibraryConfig.LLama.LibraryHasLoaded)
            NativeLibraryConfig.All.WithLogCallback((_, _) => { });
        return new(path)
        {
            ContextSize = (uint)(Comparison.MostSequences * capacity),
            SeqMax = Comparison.MostSequences,
            KVUnified = false,
            Threads = threads,
            BatchThreads = threads,
            GpuLayerCount = 0,
        };
    }

    private int[] MostLikely()
    {
        if (_context.Decode(_batch) is not DecodeResult.Ok and var result)
            throw new InvalidOperationException($"llama.cpp did not decode: {result}");
        return [.. _places.Select(place => TensorPrimitives.IndexOfMax<float>(_context.NativeHandle.GetLogitsIth(place)))];
    }
}

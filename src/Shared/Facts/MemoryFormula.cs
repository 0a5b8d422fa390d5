using Kimi.Shared.Recipes;

namespace Kimi.Shared.Facts;

/// <summary>
/// The memory of a stage at its peak, in bytes. <c>benchmarks/memory/measure.sh</c> compares it with what processes took.
/// </summary>
internal static class MemoryFormula
{
    /// <summary>What a process has before its first tensor: .NET and libtorch.</summary>
    public const long Process = 195L << 20;

    /// <summary>What it has beside tensors once a model computes: compiled code, threads, and buffers of libtorch's libraries.</summary>
    public const long Computing = 95L << 20;

    // Blocks of many sizes leave gaps in a heap.
    private const double Gaps = 1.08;

    // Tokens for which the head is computed at a time when activations are computed again.
    private const long HeadTokens = 1024;

    /// <summary>Weights that are only read.</summary>
    /// <param name="shape">The shape of the model.</param>
    public static long Reading(TransformerShape shape) => sizeof(float) * shape.Parameters;

    /// <summary>The key-value cache of responses that are sampled at a time. When it grows, a layer has both sizes for a moment.</summary>
    /// <param name="shape">The shape of the model.</param>
    /// <param name="responses">How many.</param>
    /// <param name="tokens">The most tokens of a prompt and its response.</param>
    public static long Cache(TransformerShape shape, long responses, long tokens) =>
        sizeof(float) * responses * tokens * shape.CacheWidth * (shape.Layers + 1) / shape.Layers;

    /// <summary>
    /// 16 bytes for each trained weight, for the weight, its gradient and Adam's two moments, and the activations of a pass. Weights that are not trained are
    /// only read, as the model's own are beside an adapter.
    /// </summary>
    /// <param name="shape">The shape of the model.</param>
    /// <param name="rank">The rank of the adapter; null without one.</param>
    /// <param name="trained">How many of the model's own weights are trained where there is no adapter.</param>
    /// <param name="tokens">The tokens of one forward and backward pass.</param>
    /// <param name="imageNumbers">The numbers that the images of a pass leave behind in the vision tower.</param>
    /// <param name="recomputes">Whether the backward pass computes each layer again.</param>
    public static long Training(TransformerShape shape, long? rank, long trained, long tokens, long imageNumbers, bool recomputes)
    {
        var weights = Reading(shape) + (rank is { } given ? 16 * shape.AdapterParameters(given) : 12 * trained);
        var kept = recomputes
            ? tokens * ((shape.Layers + 1) * shape.HiddenSize + shape.LayerWidth + shape.LayerGradientWidth) + Math.Min(tokens, HeadTokens) * shape.HeadWidth
            : tokens * (shape.Layers * shape.LayerWidth + shape.HeadWidth);
        var beside = rank is null ? 0 : tokens * shape.AdapterWidth;
        return weights + (long)(Gaps * sizeof(float) * (kept + beside + imageNumbers));
    }
}

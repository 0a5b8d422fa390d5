namespace Kimi.Benchmarks.LlamaCpp;

/// <summary>A model that continues several sequences at a time.</summary>
internal interface IDecodingModel : IDisposable
{
    /// <summary>Reads prompts of the same length, in place of whatever was read before.</summary>
    /// <returns>The most likely next token of each.</returns>
    int[] Read(IReadOnlyList<int[]> prompts);

    /// <summary>Reads one more token of each sequence.</summary>
    /// <returns>The most likely next token of each.</returns>
    int[] Step(int[] tokens);

    /// <summary>The logits from which a sequence's next token was taken.</summary>
    float[] Logits(int sequence);
}

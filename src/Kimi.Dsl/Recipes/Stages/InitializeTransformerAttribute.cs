using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>Makes a policy with random weights: a decoder-only transformer in the form of Qwen3, with its tokenizer.</summary>
public sealed class InitializeTransformerAttribute : StageAttribute<Policy>
{
    /// <summary>Decoder layers. Default: 4.</summary>
    [Range(1, 1000)]
    public int Layers { get; set; } = 4;

    /// <summary>Width of the residual stream. Default: 128.</summary>
    [Range(2, 1_000_000)]
    public int HiddenSize { get; set; } = 128;

    /// <summary>Query heads. Default: 4.</summary>
    [Range(1, 10_000)]
    public int AttentionHeads { get; set; } = 4;

    /// <summary>Key and value heads, shared by groups of query heads; must divide <see cref="AttentionHeads"/>. Default: 2.</summary>
    [Range(1, 10_000)]
    public int KeyValueHeads { get; set; } = 2;

    /// <summary>Size of a head; even. 0: <see cref="HiddenSize"/> / <see cref="AttentionHeads"/>. Default: 0.</summary>
    [Range(0, 10_000)]
    public int HeadSize { get; set; }

    /// <summary>Width of the SwiGLU feed-forward layer. Default: 344.</summary>
    [Range(1, 10_000_000)]
    public int FeedForwardSize { get; set; } = 344;

    /// <summary>The longest sequence, prompt and response together, in tokens. Default: 256.</summary>
    [Range(2, 10_000_000)]
    public int ContextLength { get; set; } = 256;

    /// <summary>The base of the rotary position encoding. Default: 10,000.</summary>
    [Range(1.0, 1e12)]
    public double RopeBase { get; set; } = 10_000;

    /// <summary>Whether the output layer shares the embedding's weights. Default: true.</summary>
    public bool TieEmbeddings { get; set; } = true;

    /// <summary>The characters of a character-level tokenizer, each once. Empty: a byte-level tokenizer over UTF-8. Default: empty.</summary>
    public string Alphabet { get; set; } = "";

    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs)
    {
        // Beside characters or bytes a vocabulary has two special tokens.
        const int SpecialTokens = 2;
        long vocabulary = (Alphabet.Length == 0 ? 256 : Alphabet.Length) + SpecialTokens;
        long head = HeadSize == 0 ? HiddenSize / AttentionHeads : HeadSize;
        var (queries, keys) = (AttentionHeads * head, KeyValueHeads * head);
        var matrices = HiddenSize * (2 * queries + 2 * keys + 3L * FeedForwardSize);
        var norms = 2 * HiddenSize + 2 * head;
        var estimate = new StageEstimate
        {
            Parameters = Layers * (matrices + norms) + HiddenSize + (TieEmbeddings ? 1 : 2) * vocabulary * HiddenSize,
            CacheWidth = 2 * Layers * keys,
            ActivationWidth = Layers * (4L * HiddenSize + 3 * queries + 2 * keys + 3L * FeedForwardSize) + 2 * vocabulary,
            ContextLength = ContextLength,
        };
        return estimate with { Bytes = estimate.ReadingBytes };
    }
}

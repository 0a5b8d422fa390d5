namespace Kimi.Shared.Recipes;

/// <summary>The shape of a decoder-only transformer, and what follows from it.</summary>
internal readonly record struct TransformerShape
{
    // In addition to characters or bytes, a vocabulary has two special tokens.
    private const long SpecialTokens = 2;
    private const long Bytes = 256;

    /// <summary>Decoder layers.</summary>
    public long Layers { get; init; }

    /// <summary>Width of the residual stream.</summary>
    public long HiddenSize { get; init; }

    /// <summary>Query heads.</summary>
    public long AttentionHeads { get; init; }

    /// <summary>Key and value heads.</summary>
    public long KeyValueHeads { get; init; }

    /// <summary>Size of a head; 0: hidden size / query heads.</summary>
    public long HeadSize { get; init; }

    /// <summary>Width of the feed-forward layer.</summary>
    public long FeedForwardSize { get; init; }

    /// <summary>Characters of the alphabet; 0: bytes.</summary>
    public long Alphabet { get; init; }

    /// <summary>Tokens of the vocabulary, special ones included; 0: as many as the alphabet makes.</summary>
    public long VocabularySize { get; init; }

    /// <summary>Whether the output layer shares the embedding's weights.</summary>
    public bool TieEmbeddings { get; init; }

    /// <summary>Whether queries and keys are normalised for each head.</summary>
    public bool HasQueryKeyNorms { get; init; }

    /// <summary>Whether queries, keys and values have biases.</summary>
    public bool HasQueryKeyValueBiases { get; init; }

    /// <summary>Whether the output of attention has a bias.</summary>
    public bool HasOutputBias { get; init; }

    /// <summary>Whether the feed-forward layers have biases.</summary>
    public bool HasFeedForwardBiases { get; init; }

    /// <summary>What it sees with; null for a model of text alone.</summary>
    public VisionShape? Vision { get; init; }

    /// <summary>Weights of the vision tower and its projector.</summary>
    public long VisionParameters => Vision?.Parameters(HiddenSize) ?? 0;

    /// <summary>Weights.</summary>
    public long Parameters => VisionParameters + Layers * (Matrices + Norms + Biases) + HiddenSize + (TieEmbeddings ? 1 : 2) * Vocabulary * HiddenSize;

    /// <summary>Weights of a low-rank adapter of all matrices of the layers.</summary>
    /// <param name="rank">Its rank.</param>
    public long AdapterParameters(long rank) => Layers * rank * (7 * HiddenSize + 2 * Queries + 2 * Keys + 3 * FeedForwardSize);

    /// <summary>Numbers that one token adds to the key-value cache.</summary>
    public long CacheWidth => 2 * Layers * Keys;

    /// <summary>
    /// Numbers that one token leaves behind in a layer for the backward pass: the residual stream before each norm and what the norm makes of it, queries, keys
    /// and values as they come out of their product, for each query head turned and repeated, what is attended to in both layouts, and both halves of the
    /// feed-forward layer with their product.
    /// </summary>
    public long LayerWidth => 4 * HiddenSize + Queries + 2 * Keys + 5 * Queries + 3 * FeedForwardSize;

    /// <summary>Numbers that one token has beside them while the backward pass is at a layer: gradients of the stream and of its widest products.</summary>
    public long LayerGradientWidth => 3 * HiddenSize + 4 * FeedForwardSize;

    /// <summary>Numbers that one token has beside them for a moment while an adapter adds to the widest product.</summary>
    public long AdapterWidth => 2 * FeedForwardSize;

    /// <summary>Numbers that one token has in the head: the logits, their softmax, and the gradient of either.</summary>
    public long HeadWidth => 4 * Vocabulary;

    /// <summary>Tokens of the vocabulary.</summary>
    public long Vocabulary => VocabularySize > 0 ? VocabularySize : (Alphabet == 0 ? Bytes : Alphabet) + SpecialTokens;

    private long Head => HeadSize == 0 ? HiddenSize / Math.Max(1, AttentionHeads) : HeadSize;

    private long Queries => AttentionHeads * Head;

    private long Keys => KeyValueHeads * Head;

    private long Matrices => HiddenSize * (2 * Queries + 2 * Keys + 3 * FeedForwardSize);

    private long Norms => 2 * HiddenSize + (HasQueryKeyNorms ? 2 * Head : 0);

    private long Biases => (HasQueryKeyValueBiases ? Queries + 2 * Keys : 0) + (HasOutputBias ? HiddenSize : 0)
        + (HasFeedForwardBiases ? 2 * FeedForwardSize + HiddenSize : 0);
}

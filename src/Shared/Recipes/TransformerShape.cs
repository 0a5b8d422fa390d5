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

    /// <summary>Weights.</summary>
    public long Parameters => Layers * (Matrices + Norms + Biases) + HiddenSize + (TieEmbeddings ? 1 : 2) * Vocabulary * HiddenSize;

    /// <summary>Weights of a low-rank adapter of all matrices of the layers.</summary>
    /// <param name="rank">Its rank.</param>
    public long AdapterParameters(long rank) => Layers * rank * (7 * HiddenSize + 2 * Queries + 2 * Keys + 3 * FeedForwardSize);

    /// <summary>Numbers that one token adds to the key-value cache.</summary>
    public long CacheWidth => 2 * Layers * Keys;

    /// <summary>Numbers that one token leaves behind in the forward pass for the backward pass, roughly.</summary>
    public long ActivationWidth => Layers * (4 * HiddenSize + 3 * Queries + 2 * Keys + 3 * FeedForwardSize) + 2 * Vocabulary;

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

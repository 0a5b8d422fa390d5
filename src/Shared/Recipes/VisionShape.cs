namespace Kimi.Shared.Recipes;

/// <summary>The shape of a vision tower of SigLIP and of LLaVA's projector, and what follows from it.</summary>
internal readonly record struct VisionShape
{
    private const long Channels = 3;

    /// <summary>Height and width of images, in pixels.</summary>
    public required long ImageSize { get; init; }

    /// <summary>Height and width of patches, in pixels.</summary>
    public required long PatchSize { get; init; }

    /// <summary>The tower's layers.</summary>
    public required long Layers { get; init; }

    /// <summary>Width of the tower's residual stream.</summary>
    public required long HiddenSize { get; init; }

    /// <summary>Width of the tower's feed-forward layer.</summary>
    public required long FeedForwardSize { get; init; }

    /// <summary>Whether the projector's matrices have biases.</summary>
    public bool HasProjectorBias { get; init; }

    /// <summary>How many patches an image has, and so how many tokens it takes.</summary>
    public long Patches => ImageSize / PatchSize * (ImageSize / PatchSize);

    private long PatchWidth => Channels * PatchSize * PatchSize;

    /// <summary>Weights of the tower and the projector.</summary>
    /// <param name="textWidth">Width of the text's residual stream.</param>
    public long Parameters(long textWidth) => PatchWidth * HiddenSize + HiddenSize + Patches * HiddenSize
        + Layers * (4 * HiddenSize * (HiddenSize + 1) + 2 * HiddenSize * FeedForwardSize + FeedForwardSize + HiddenSize + 4 * HiddenSize)
        + 2 * HiddenSize + Projector(textWidth);

    /// <summary>Weights of the projector.</summary>
    /// <param name="textWidth">Width of the text's residual stream.</param>
    public long Projector(long textWidth) => textWidth * (HiddenSize + textWidth + (HasProjectorBias ? 2 : 0));

    /// <summary>
    /// Numbers that one image leaves behind in the tower for the backward pass: of each patch its pixels and their embedding, and in each layer the residual
    /// stream before each norm and what the norm makes of it, queries, keys and values as they come out of their product and by heads, what is attended to in
    /// both layouts, and the feed-forward layer before and after its activation.
    /// </summary>
    public long TowerWidth => Patches * (PatchWidth + HiddenSize + Layers * (12 * HiddenSize + 2 * FeedForwardSize));

    /// <summary>Numbers that one image leaves behind in the projector: what it takes, and what each matrix makes of it.</summary>
    /// <param name="textWidth">Width of the text's residual stream.</param>
    public long ProjectorWidth(long textWidth) => Patches * (HiddenSize + 3 * textWidth);
}

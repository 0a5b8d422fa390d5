namespace Kimi.Dsl;

/// <summary>
/// Declares, on the attribute class of a stage that makes a transformer, the options that give its shape, so that the compiler can work out its number of
/// weights and the memory needed by the stages that use it (KIMI6008).
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TransformerShapeAttribute : Attribute
{
    /// <summary>The option that holds the number of layers.</summary>
    public required string Layers { get; set; }

    /// <summary>The option that holds the width of the residual stream.</summary>
    public required string HiddenSize { get; set; }

    /// <summary>The option that holds the number of query heads.</summary>
    public required string AttentionHeads { get; set; }

    /// <summary>The option that holds the number of key and value heads.</summary>
    public required string KeyValueHeads { get; set; }

    /// <summary>The option that holds the size of a head, 0 for hidden size / query heads.</summary>
    public required string HeadSize { get; set; }

    /// <summary>The option that holds the width of the feed-forward layer.</summary>
    public required string FeedForwardSize { get; set; }

    /// <summary>The option that holds the alphabet of the tokenizer, empty for bytes.</summary>
    public required string Alphabet { get; set; }

    /// <summary>The option that says whether the output layer shares the embedding's weights.</summary>
    public required string TieEmbeddings { get; set; }
}

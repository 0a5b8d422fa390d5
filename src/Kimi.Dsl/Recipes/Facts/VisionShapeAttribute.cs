namespace Kimi.Dsl;

/// <summary>
/// Declares, on the attribute class of a stage that gives a policy a vision tower of SigLIP and LLaVA's projector, the options that give its shape, so that the
/// compiler can work out weights, memory and the tokens of an image for the stages that use it (KIMI6001, KIMI6008).
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class VisionShapeAttribute : Attribute
{
    /// <summary>The option that holds the height and width of images.</summary>
    public required string ImageSize { get; set; }

    /// <summary>The option that holds the height and width of patches.</summary>
    public required string PatchSize { get; set; }

    /// <summary>The option that holds the number of the tower's layers.</summary>
    public required string Layers { get; set; }

    /// <summary>The option that holds the width of the tower's residual stream.</summary>
    public required string HiddenSize { get; set; }

    /// <summary>The option that holds the width of the tower's feed-forward layer.</summary>
    public required string FeedForwardSize { get; set; }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Gives a policy of text a vision tower of SigLIP and LLaVA's projector with random weights, and a token for the places of images. What it makes of texts
/// stays the same. Train the new parts first, by <see cref="TrainedParts.Vision"/>, then all (paper B.4).
/// </summary>
[Establishes(Fact.Vision)]
[Establishes(Fact.Adapter, Value = false)]
[Establishes(Fact.Architecture)]
[VisionShape(
    ImageSize = nameof(ImageSize), PatchSize = nameof(PatchSize), Layers = nameof(Layers), HiddenSize = nameof(HiddenSize),
    FeedForwardSize = nameof(FeedForwardSize))]
[UsesMemory(MemoryUse.Weights)]
public sealed class AddVisionTowerAttribute : StageAttribute<Policy, Policy>
{
    /// <summary>Height and width of images, in pixels; others are resized. Default: 32.</summary>
    [Range(1, 10_000)]
    [DefaultValue(32)]
    public int ImageSize { get; set; } = 32;

    /// <summary>Height and width of patches, in pixels; each becomes a token. Default: 8.</summary>
    [Range(1, 10_000)]
    [Divides(nameof(ImageSize))]
    [DefaultValue(8)]
    public int PatchSize { get; set; } = 8;

    /// <summary>The tower's layers. Default: 2.</summary>
    [Range(1, 1000)]
    [DefaultValue(2)]
    public int Layers { get; set; } = 2;

    /// <summary>Width of the tower's residual stream. Default: 64.</summary>
    [Range(1, 1_000_000)]
    [DefaultValue(64)]
    public int HiddenSize { get; set; } = 64;

    /// <summary>The tower's heads; must divide <see cref="HiddenSize"/>. Default: 4.</summary>
    [Range(1, 10_000)]
    [Divides(nameof(HiddenSize))]
    [DefaultValue(4)]
    public int AttentionHeads { get; set; } = 4;

    /// <summary>Width of the tower's feed-forward layer. Default: 128.</summary>
    [Range(1, 10_000_000)]
    [DefaultValue(128)]
    public int FeedForwardSize { get; set; } = 128;
}

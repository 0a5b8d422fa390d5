namespace Kimi.Dsl;

/// <summary>Declares, on a stage attribute's class, the options by which the policy that it makes takes images apart: a patch is a token (KIMI5007).</summary>
/// <param name="imageSize">The option that is the height and width of images.</param>
/// <param name="patchSize">The option that is the height and width of patches.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ImagePatchesAttribute(string imageSize, string patchSize) : Attribute
{
    /// <summary>The option of images.</summary>
    public string ImageSize { get; } = imageSize;

    /// <summary>The option of patches.</summary>
    public string PatchSize { get; } = patchSize;
}

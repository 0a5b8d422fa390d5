namespace Kimi.Dsl;

/// <summary>Formats of image files.</summary>
[Flags]
public enum ImageFormats
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Portable Network Graphics.</summary>
    Png = 1,

    /// <summary>JPEG, in grey or three colours.</summary>
    Jpeg = 2,

    /// <summary>WebP, a single picture.</summary>
    WebP = 4,
}

namespace Kimi.Dsl;

/// <summary>Folders of images beside files of data.</summary>
internal static class ImageFolders
{
    /// <summary>The files below a folder, in an order that depends on their names alone; none where there is no folder.</summary>
    /// <param name="folder">The folder; empty for none.</param>
    public static IEnumerable<string> Files(string folder) => System.IO.Directory.Exists(folder)
        ? System.IO.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        : [];
}

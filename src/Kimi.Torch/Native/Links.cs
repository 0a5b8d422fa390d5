namespace Kimi.Torch.Native;

/// <summary>Symbolic links.</summary>
internal static class Links
{
    /// <summary>Whether a path is a file or leads to one: a dangling link, which <see cref="File.Exists"/> treats as a file, does not.</summary>
    internal static bool LeadsToFile(string path)
    {
        try
        {
            return File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is not { Exists: false };
        }
        catch (IOException)
        {
            // A cycle of links.
            return false;
        }
    }

    /// <summary>The path that a file's links lead to, its folder's links included.</summary>
    internal static string Resolve(string path)
    {
        var full = Path.GetFullPath(path);
        var target = File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        var folder = Path.GetDirectoryName(target)!;
        return Directory.ResolveLinkTarget(folder, returnFinalTarget: true) is { } real ? Path.Combine(real.FullName, Path.GetFileName(target)) : target;
    }
}

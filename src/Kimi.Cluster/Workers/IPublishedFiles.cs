namespace Kimi.Cluster.Workers;

/// <summary>The files of published policies and the images of prompts, as who copies them sees them.</summary>
internal interface IPublishedFiles
{
    /// <summary>The files of a policy.</summary>
    /// <param name="hash">The hash of their folder.</param>
    Task<PublishedFile[]> FilesAsync(string hash);

    /// <summary>Reads a piece of one.</summary>
    /// <param name="hash">The hash of the folder.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="offset">Where the piece begins, in bytes.</param>
    Task<byte[]> ReadAsync(string hash, string file, long offset);

    /// <summary>An image.</summary>
    /// <param name="hash">Its hash.</param>
    Task<byte[]> ImageAsync(string hash);
}

/// <summary>Those of the launcher.</summary>
/// <param name="launcher">The launcher.</param>
internal sealed class LauncherFiles(ILauncher launcher) : IPublishedFiles
{
    public Task<PublishedFile[]> FilesAsync(string hash) => launcher.FilesAsync(hash);

    public Task<byte[]> ReadAsync(string hash, string file, long offset) => launcher.ReadAsync(hash, file, offset);

    public Task<byte[]> ImageAsync(string hash) => launcher.ImageAsync(hash);
}

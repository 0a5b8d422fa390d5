using Kimi.Dsl;
using Kimi.Torch.Files;

namespace Kimi.Runtime.Execution;

/// <summary>Keeps a second process away from a folder. The operating system releases it when the process ends, in whatever way.</summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan TimeBetweenTries = TimeSpan.FromMilliseconds(200);

    private readonly FileStream _stream;
    private readonly ulong? _inode;

    private FileLock(FileStream stream) => (_stream, _inode) = (stream, FileStatus.Of(stream.Name)?.Inode);

    /// <summary>Whether the file is still where it was: not if its folder was deleted, or made anew.</summary>
    public bool IsInPlace => FileStatus.Of(_stream.Name) is { } status && status.Inode == _inode;

    /// <summary>Takes the lock, or reports that it is taken.</summary>
    /// <param name="path">The lock file.</param>
    /// <param name="holder">What is locked, as the start of the error's sentence.</param>
    /// <exception cref="KimiException">Another process has it.</exception>
    public static FileLock Acquire(string path, string holder)
    {
        try
        {
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (File.Exists(path))
        {
            throw new KimiException($"{holder} is in progress in another process: wait until it ends, or stop it, then run again ({path})", exception);
        }
    }

    /// <summary>Waits for the lock and takes it.</summary>
    /// <param name="path">The lock file.</param>
    /// <param name="holder">What is locked, as the start of the error's sentence.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<FileLock> WaitAsync(string path, string holder, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return Acquire(path, holder);
            }
            catch (KimiException)
            {
                await Task.Delay(TimeBetweenTries, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _stream.Dispose();
}

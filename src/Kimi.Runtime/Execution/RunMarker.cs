using System.Globalization;
using System.Text;
using Kimi.Torch.Files;

namespace Kimi.Runtime.Execution;

/// <summary>
/// A note in a run's folder, while a process works on the run, of the stage at which it is. A process that fails or is stopped removes it; one that is killed,
/// crashes, or is ended from inside leaves it, and the next one can say so.
/// </summary>
internal sealed class RunMarker : IDisposable
{
    private const string FileName = "running.txt";

    private readonly string _path;

    /// <summary>Begins a run; its folder is locked.</summary>
    /// <param name="runFolder">The run's folder.</param>
    public RunMarker(string runFolder)
    {
        _path = Path.Combine(runFolder, FileName);
        Left = File.Exists(_path) ? LastLine(_path) : null;
    }

    /// <summary>What the last process left: <c>stage LongCot at 2026-11-28 10:15:30Z</c>; null if it ended in order.</summary>
    public string? Left { get; }

    /// <summary>Notes that a stage begins.</summary>
    /// <param name="stage">The stage.</param>
    public void At(string stage) =>
        DurableFiles.WriteText(_path, $"stage {stage} at {DateTime.UtcNow.ToString("u", CultureInfo.InvariantCulture)}\n");

    /// <inheritdoc/>
    public void Dispose() => File.Delete(_path);

    // Whatever is in the file, a line of it is enough.
    private static string LastLine(string path) => File.ReadLines(path, Encoding.UTF8).LastOrDefault(line => line.Length > 0) ?? "its start";
}

using System.Globalization;
using Kimi.Dsl;
using Kimi.Runtime.Artifacts;

namespace Kimi.Runtime.Execution;

/// <summary>Checkpoints as numbered folders; the newest whole one counts, and the one before it is kept as well.</summary>
internal sealed class Checkpoints(string folder, Func<double> elapsedSeconds) : ICheckpoints
{
    private const string ElapsedFile = "elapsed-seconds.txt";

    public Checkpoint? Latest => All().LastOrDefault();

    /// <summary>Seconds that went into the newest checkpoint, over all the processes that worked on it.</summary>
    public double LatestSeconds =>
        Latest is { } latest && File.Exists(Path.Combine(latest.Folder, ElapsedFile))
            ? double.Parse(File.ReadAllText(Path.Combine(latest.Folder, ElapsedFile)), CultureInfo.InvariantCulture)
            : 0;

    public void Save(int step, Action<string> write)
    {
        var target = Path.Combine(folder, step.ToString("D8", CultureInfo.InvariantCulture));
        if (Directory.Exists(target))
            return;
        DurableFiles.WriteFolder(target, temporary =>
        {
            write(temporary);
            File.WriteAllText(Path.Combine(temporary, ElapsedFile), elapsedSeconds().ToString("R", CultureInfo.InvariantCulture));
        });
        foreach (var old in All().SkipLast(2))
            Directory.Delete(old.Folder, recursive: true);
    }

    private IEnumerable<Checkpoint> All() =>
        !Directory.Exists(folder)
            ? []
            : from path in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
              where int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out _)
              select new Checkpoint(int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture), path);
}

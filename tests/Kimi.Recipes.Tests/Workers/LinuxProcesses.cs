using System.Diagnostics;
using System.Globalization;

namespace Kimi.Recipes.Tests.Workers;

/// <summary>The processes of this machine, as Linux tells them in /proc.</summary>
internal static class LinuxProcesses
{
    /// <summary>The workers that a process has started.</summary>
    internal static IReadOnlyList<int> WorkersOf(Process launcher) => [.. All().Where(other => ParentOf(other) == launcher.Id && IsWorker(other))];

    /// <summary>The workers that run in a folder, also those whose launcher is gone.</summary>
    internal static IReadOnlyList<int> WorkersIn(string folder) => [.. In(folder).Where(IsWorker)];

    /// <summary>All processes that run in a folder.</summary>
    internal static IEnumerable<int> In(string folder) => All().Where(other => new FileInfo($"/proc/{other}/cwd").LinkTarget == folder);

    /// <summary>Whether it is a worker.</summary>
    internal static bool IsWorker(int process) => ReadOrNothing($"/proc/{process}/cmdline").Contains("\0worker\0", StringComparison.Ordinal);

    /// <summary>Ends a process with SIGKILL.</summary>
    /// <returns>Whether it was there.</returns>
    internal static bool TryKill(int process)
    {
        try
        {
            Process.GetProcessById(process).Kill();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Ends workers with SIGKILL at random moments, each after it has begun to work: one that has not has nothing to lose.</summary>
    /// <param name="launcher">The process that started them.</param>
    /// <param name="folder">Where they work.</param>
    /// <param name="mark">What the file's name begins with that a worker leaves when it begins; see <see cref="ProcessMark"/>.</param>
    /// <param name="most">How many to end, if the launcher does not end before.</param>
    /// <returns>How many were ended.</returns>
    internal static int KillWorking(Process launcher, string folder, string mark, int most)
    {
        var (random, kills) = (new Random(1), 0);
        while (kills < most && !launcher.HasExited)
        {
            Thread.Sleep(random.Next(50, 500));
            var working = ProcessMark.In(folder, mark).Intersect(WorkersOf(launcher)).ToList();
            if (working.Count > 0 && TryKill(working[random.Next(working.Count)]))
                kills++;
        }

        return kills;
    }

    /// <summary>A file of /proc; empty for one of a process that has ended.</summary>
    internal static string ReadOrNothing(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static IEnumerable<int> All() =>
        from folder in Directory.EnumerateDirectories("/proc")
        let name = Path.GetFileName(folder)
        where char.IsAsciiDigit(name[0])
        select int.Parse(name, CultureInfo.InvariantCulture);

    private static int ParentOf(int process) =>
        ReadOrNothing($"/proc/{process}/stat") is { Length: > 0 } stat ? int.Parse(stat.Split(')')[^1].Split(' ')[2], CultureInfo.InvariantCulture) : 0;
}

using System.Globalization;

namespace Kimi.Sandbox.Local;

/// <summary>A control group of the kernel's, which counts and bounds the memory of all processes of a worker.</summary>
internal sealed class ControlGroup : IDisposable
{
    private const string Prefix = "kimi-sandbox-";

    private static readonly Lazy<ControlGroups?> s_groups = new(Find);

    private static int s_count;

    private readonly ControlGroups _groups;

    private ControlGroup(ControlGroups groups, string folder) => (_groups, Folder) = (groups, folder);

    /// <summary>Whether one can be made here.</summary>
    public static bool IsAvailable => s_groups.Value is not null;

    /// <summary>Its folder: a process that writes 0 to <c>cgroup.procs</c> there is in it, and so are those that it starts.</summary>
    public string Folder { get; }

    /// <summary>How many of its processes the kernel has ended for their memory.</summary>
    public long Kills => (from line in File.ReadLines(Path.Combine(Folder, _groups.Events))
                          where line.StartsWith("oom_kill ", StringComparison.Ordinal)
                          select Number(line.Split(' ')[1])).FirstOrDefault();

    /// <summary>The memory in use, in bytes.</summary>
    public long Used => Number(File.ReadAllText(Path.Combine(Folder, _groups.Used)));

    /// <summary>Makes one; null where none can be made.</summary>
    public static ControlGroup? Create()
    {
        if (s_groups.Value is not { } groups)
            return null;
        var folder = Path.Combine(groups.Parent, $"{Prefix}{Environment.ProcessId}-{Interlocked.Increment(ref s_count)}");
        return new(groups, Directory.CreateDirectory(folder).FullName);
    }

    /// <summary>Sets the most memory; the kernel ends a process that needs more.</summary>
    /// <param name="bytes">In bytes.</param>
    /// <exception cref="IOException">More is in use already and cannot be freed.</exception>
    public void Bound(long bytes)
    {
        foreach (var (file, text) in _groups.Limits)
        {
            // A kernel that does not count what is swapped out has no file for it.
            if (Path.Combine(Folder, file) is var path && File.Exists(path))
                File.WriteAllText(path, text(bytes));
        }
    }

    /// <summary>Removes it, once its processes have ended.</summary>
    public void Dispose()
    {
        // The kernel ends them a little later than the one that started them.
        for (var tries = 0; !TryRemove(Folder) && tries < 100; tries++)
            Thread.Sleep(10);
    }

    /// <summary>Removes groups that processes which were killed have left behind. One with processes in it cannot be removed.</summary>
    /// <param name="parent">The folder in which groups are folders.</param>
    internal static void RemoveLeft(string parent)
    {
        foreach (var left in Directory.GetDirectories(parent, $"{Prefix}*"))
        {
            if (!Directory.Exists($"/proc/{Path.GetFileName(left)[Prefix.Length..].Split('-')[0]}"))
                TryRemove(left);
        }
    }

    private static ControlGroups? Find()
    {
        var groups = OperatingSystem.IsLinux() ? ControlGroups.Find(File.ReadLines("/proc/self/mountinfo"), File.ReadAllLines("/proc/self/cgroup")) : null;
        if (groups is not null)
            RemoveLeft(groups.Parent);
        return groups;
    }

    private static bool TryRemove(string folder)
    {
        try
        {
            Directory.Delete(folder);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}

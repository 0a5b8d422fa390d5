using System.Globalization;

namespace Kimi.Sandbox.Local;

/// <summary>Where this process may make control groups for memory, and what the files of such a group are called.</summary>
/// <param name="Parent">The folder in which one is a folder.</param>
/// <param name="Used">The file with the bytes in use.</param>
/// <param name="Events">The file that counts the processes that were ended.</param>
/// <param name="Limits">What is written, in this order, to bound memory: a file's name, and a text for a number of bytes.</param>
internal sealed record ControlGroups(string Parent, string Used, string Events, IReadOnlyList<(string File, Func<long, string> Text)> Limits)
{
    private const string SubtreeControl = "cgroup.subtree_control";

    /// <summary>Those of this machine; null where there are none, or where others own them.</summary>
    /// <param name="mounts">The lines of <c>/proc/self/mountinfo</c>.</param>
    /// <param name="groups">The lines of <c>/proc/self/cgroup</c>.</param>
    public static ControlGroups? Find(IEnumerable<string> mounts, IReadOnlyList<string> groups)
    {
        var found = mounts.Select(Read).ToList();
        return found.Where(mount => mount.Kind == "cgroup" && mount.Options.Split(',').Contains("memory"))
                .Select(mount => First(mount, groups)).FirstOrDefault(CanMake)
            ?? found.Where(mount => mount.Kind == "cgroup2").Select(mount => Second(mount, groups)).FirstOrDefault(CanMake);
    }

    // Version 1: the limit without what is swapped out may never be the larger one of the two.
    private static ControlGroups? First((string Root, string Point, string Kind, string Options) mount, IReadOnlyList<string> groups)
    {
        const string WithSwap = "memory.memsw.limit_in_bytes";
        return FolderOf(mount.Root, mount.Point, groups, line => line.Split(':') is [_, var names, _] && names.Split(',').Contains("memory")) is { } parent
            ? new(
                parent, "memory.usage_in_bytes", "memory.oom_control",
                [(WithSwap, _ => "-1"), ("memory.limit_in_bytes", Text), (WithSwap, Text)])
            : null;
    }

    // Version 2: a group with processes in it has no groups that count memory below it, so this process steps into one of its own, if it is the only one there.
    private static ControlGroups? Second((string Root, string Point, string Kind, string Options) mount, IReadOnlyList<string> groups)
    {
        if (FolderOf(mount.Root, mount.Point, groups, line => line.StartsWith("0::", StringComparison.Ordinal)) is not { } parent
            || !Words(parent, "cgroup.controllers").Contains("memory"))
        {
            return null;
        }

        if (!Words(parent, SubtreeControl).Contains("memory"))
        {
            if (Words(parent, "cgroup.procs") is not [var only] || only != Text(Environment.ProcessId) || !StepAside(parent))
                return null;
        }

        return new(parent, "memory.current", "memory.events", [("memory.swap.max", _ => "0"), ("memory.max", Text)]);
    }

    private static bool StepAside(string parent)
    {
        try
        {
            var own = Directory.CreateDirectory(Path.Combine(parent, $"kimi-{Environment.ProcessId}")).FullName;
            File.WriteAllText(Path.Combine(own, "cgroup.procs"), "0");
            File.WriteAllText(Path.Combine(parent, SubtreeControl), "+memory");
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool CanMake(ControlGroups? groups)
    {
        if (groups is null)
            return false;
        try
        {
            var trial = Directory.CreateDirectory(Path.Combine(groups.Parent, $"kimi-trial-{Environment.ProcessId}"));
            var isWhole = File.Exists(Path.Combine(trial.FullName, groups.Used)) && File.Exists(Path.Combine(trial.FullName, groups.Events));
            trial.Delete();
            return isWhole;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string? FolderOf(string root, string point, IReadOnlyList<string> groups, Func<string, bool> isIts)
    {
        if (groups.FirstOrDefault(isIts)?.Split(':', 3)[2] is not { } path)
            return null;
        var below = root != "/" && path.StartsWith(root, StringComparison.Ordinal) ? path[root.Length..] : path;
        var folder = Path.Join(point, below);

        // In a container, the path may be the one that the machine sees.
        return Directory.Exists(folder) ? folder : Directory.Exists(point) ? point : null;
    }

    private static string[] Words(string folder, string file) =>
        File.Exists(Path.Combine(folder, file)) ? File.ReadAllText(Path.Combine(folder, file)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : [];

    private static (string Root, string Point, string Kind, string Options) Read(string mount)
    {
        var (before, after) = mount.Split(" - ") is [var first, var second] ? (first.Split(' '), second.Split(' ')) : ([], []);
        return before.Length > 4 && after.Length > 2 ? (before[3], before[4], after[0], after[2]) : ("", "", "", "");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

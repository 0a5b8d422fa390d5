using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Kimi.Sandbox.Local;

/// <summary>The bubblewrap that a worker lives in, and what this machine lacks for it.</summary>
internal static class Bubblewrap
{
    /// <summary>The packages without which nothing runs.</summary>
    public const string Remedy = "apt-get install bubblewrap python3";

    private const string Program = "/usr/bin/bwrap";
    private const string AppArmorSwitch = "/proc/sys/kernel/apparmor_restrict_unprivileged_userns";

    // Who starts it as root becomes this user first, so that a box is never more than an ordinary user's.
    private const string User = "65533";

    /// <summary>Why nothing can run here, with its remedy; null where all seems to be there.</summary>
    public static string? Problem =>
        !OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64
            ? "the local sandbox needs Linux on x64: have another machine run programs (Kimi:Sandbox=Service)"
        : !File.Exists(Program) ? $"bubblewrap is not installed: {Remedy}"
        : !File.Exists(Toolchain.Python) ? $"Debian's python3 is not installed: {Remedy}"
        : null;

    /// <summary>Its version.</summary>
    public static string Version => Toolchain.FirstLine(Program, "--version") ?? "bubblewrap";

    /// <summary>The command of a worker.</summary>
    /// <param name="script">What the worker's interpreter runs.</param>
    /// <param name="group">The folder of the control group that it is to be in, if there is one.</param>
    public static ProcessStartInfo Worker(string script, string? group)
    {
        List<string> command =
        [
            Program, "--unshare-all", "--die-with-parent", "--new-session", "--hostname", "sandbox", "--clearenv",
            "--setenv", "PATH", "/usr/bin:/bin", "--setenv", "LANG", "C.UTF-8", "--setenv", "HOME", "/tmp", "--setenv", "PYTHONHASHSEED", "0",
            "--setenv", "PYTHONDONTWRITEBYTECODE", "1", "--ro-bind", "/usr", "/usr",
        ];
        foreach (var folder in (string[])["/bin", "/lib", "/lib64"])
            command.AddRange(new DirectoryInfo(folder).LinkTarget is { } target ? ["--symlink", target, folder] : ["--ro-bind-try", folder, folder]);
        foreach (var path in (string[])["/etc/alternatives", "/etc/ld.so.cache"])
            command.AddRange(["--ro-bind-try", path, path]);
        command.AddRange(
        [
            "--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev", "--dir", "/tmp", "--remount-ro", "/", "--chdir", "/",
            "--", Toolchain.Python, "-s", "-P", "-c", script,
        ]);
        if (Environment.IsPrivilegedProcess)
            command.InsertRange(0, ["/usr/bin/setpriv", "--reuid", User, "--regid", User, "--clear-groups"]);
        if (group is not null)
            command.InsertRange(0, ["/bin/sh", "-c", "echo 0 > \"$0/cgroup.procs\" && exec \"$@\"", group]);
        return new(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
    }

    /// <summary>Why it did not start, with the remedy where it is known.</summary>
    /// <param name="error">What it said.</param>
    public static string WhyNot(string error) =>
        File.Exists(AppArmorSwitch) && File.ReadAllText(AppArmorSwitch).Trim() == "1"
            ? $"bubblewrap does not start, since AppArmor restricts user namespaces here ({error}): give {Program} a profile with 'userns,', "
                + "or sysctl kernel.apparmor_restrict_unprivileged_userns=0"
            : $"bubblewrap does not start ({error}): user namespaces must be allowed (sysctl user.max_user_namespaces), in a container too";
}

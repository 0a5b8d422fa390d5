using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Kimi.Cluster.Workers;

/// <summary>
/// Ends this process when its launcher ends, however that comes about: the system then closes the launcher's end of this process's standard input.
/// </summary>
internal static partial class Lifeline
{
    /// <summary>Holds on to the launcher.</summary>
    /// <param name="input">Standard input, from which everything has been read that the launcher says.</param>
    public static void Hold(TextReader input)
    {
        // What a terminal sends, such as Ctrl+C, is for the launcher, which goes on until a checkpoint.
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
            _ = StartSession();
        new Thread(() =>
        {
            while (input.Read() >= 0)
            {
            }

            // There is nothing to finish, and a thread in native code would not let the process end.
            Process.GetCurrentProcess().Kill();
        })
        {
            IsBackground = true,
            Name = "lifeline",
        }.Start();
    }

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int StartSession();
}

using System.Runtime.InteropServices;
using System.Text;

namespace Kimi.Torch.Native;

/// <summary>Tells what ends a process in which not even the console can be used, since its assemblies cannot be opened.</summary>
internal static partial class LastResort
{
    private const int StandardError = 2;

    /// <summary>Writes a line to standard error.</summary>
    /// <param name="line">The line.</param>
    public static void Write(string line)
    {
        if (OperatingSystem.IsWindows())
        {
            Console.Error.WriteLine(line);
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        _ = Write(StandardError, bytes, bytes.Length);
    }

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int descriptor, byte[] bytes, nint count);
}

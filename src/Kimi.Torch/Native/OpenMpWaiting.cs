using System.Runtime.InteropServices;

namespace Kimi.Torch.Native;

/// <summary>
/// Lets libtorch's threads go to sleep sooner when they wait for each other. By default they spin for milliseconds, which takes the core from
/// the very thread they wait for as soon as anything else runs on the machine: training then drops to a tenth of its speed.
/// </summary>
internal static partial class OpenMpWaiting
{
    private const string SpinCount = "GOMP_SPINCOUNT";
    private const string Policy = "OMP_WAIT_POLICY";

    // Long enough for the gaps between two operations, short enough to leave the core to others.
    private const string Spins = "20000";

    /// <summary>Sets it for the OpenMP library that libtorch loads, unless the user chose otherwise.</summary>
    internal static void SleepSoon()
    {
        if (Environment.GetEnvironmentVariable(SpinCount) is null && Environment.GetEnvironmentVariable(Policy) is null)
            _ = SetNative(SpinCount, Spins, 0);
    }

    // .NET keeps its own copy of the environment, which native libraries do not see.
    [LibraryImport("libc.so.6", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetNative(string name, string value, int overwrite);
}

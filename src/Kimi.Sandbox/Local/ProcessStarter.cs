using System.Collections.Concurrent;
using System.Diagnostics;

namespace Kimi.Sandbox.Local;

/// <summary>
/// Starts processes from one thread that lives as long as this process does. Bubblewrap ends with its parent, and for the kernel the parent is the thread
/// that started it: one of the pool's would take the worker with it when it retires.
/// </summary>
internal static class ProcessStarter
{
    private static readonly BlockingCollection<Action> s_starts = [];

    static ProcessStarter() => new Thread(Run) { IsBackground = true, Name = "sandbox starter" }.Start();

    /// <summary>Starts a process.</summary>
    /// <param name="start">How.</param>
    public static Task<Process> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        s_starts.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception exception)
            {
                started.SetException(exception);
            }
        });
        return started.Task;
    }

    private static void Run()
    {
        foreach (var start in s_starts.GetConsumingEnumerable())
            start();
    }
}

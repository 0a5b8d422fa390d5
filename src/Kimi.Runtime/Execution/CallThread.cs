using System.Collections.Concurrent;

namespace Kimi.Runtime.Execution;

/// <summary>
/// A thread that makes one call after another: as many as are at work at a time, and none of the pool's, so that calls that block hold up nobody else. Making a
/// thread for each of thousands of verdicts would take longer than most of them.
/// </summary>
internal sealed class CallThread
{
    private static readonly ConcurrentStack<CallThread> s_idle = new();

    private readonly object _gate = new();
    private Action? _call;

    private CallThread() => new Thread(Work) { IsBackground = true, Name = "call" }.Start();

    /// <summary>Makes a call on a thread that does nothing else meanwhile.</summary>
    /// <param name="call">The call; it does not throw.</param>
    public static void Run(Action call)
    {
        var thread = s_idle.TryPop(out var idle) ? idle : new CallThread();
        lock (thread._gate)
        {
            thread._call = call;
            Monitor.Pulse(thread._gate);
        }
    }

    private void Work()
    {
        while (true)
        {
            Action call;
            lock (_gate)
            {
                while (_call is null)
                    Monitor.Wait(_gate);
                (call, _call) = (_call, null);
            }

            call();
            s_idle.Push(this);
        }
    }
}

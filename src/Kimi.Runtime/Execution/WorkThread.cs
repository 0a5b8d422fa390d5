using System.Threading.Channels;

namespace Kimi.Runtime.Execution;

/// <summary>
/// A thread for one kind of work with tensors; it starts with the first of it. libtorch keeps a team of threads, with buffers of theirs, for every thread that
/// calls it, and what goes on after an await goes on on any thread of the pool.
/// </summary>
/// <param name="name">The thread's name.</param>
internal sealed class WorkThread(string name) : IDisposable
{
    private readonly Channel<Action> _work = Channel.CreateUnbounded<Action>();
    private readonly Lock _starting = new();
    private Thread? _thread;

    /// <summary>Has work done after what was given before.</summary>
    /// <param name="work">The work; it does not throw.</param>
    public void Run(Action work)
    {
        lock (_starting)
        {
            if (_thread is null)
            {
                _thread = new Thread(Work) { IsBackground = true, Name = name };
                _thread.Start();
            }
        }

        _work.Writer.TryWrite(work);
    }

    /// <summary>Has work done after what was given before.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="work">The work.</param>
    /// <returns>Its result, or its failure.</returns>
    public Task<T> RunAsync<T>(Func<T> work)
    {
        // What awaits the result must not go on on this thread.
        var task = new Task<T>(work, TaskCreationOptions.RunContinuationsAsynchronously);
        Run(task.RunSynchronously);
        return task;
    }

    /// <summary>Ends the thread when it has done its work, and waits for that, but not for ever.</summary>
    public void Dispose()
    {
        _work.Writer.TryComplete();
        _thread?.Join(TimeSpan.FromSeconds(10));
    }

    private void Work()
    {
        while (_work.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            if (_work.Reader.TryRead(out var work))
                work();
        }
    }
}

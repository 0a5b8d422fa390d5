using System.Threading.Channels;

namespace Kimi.Runtime.Stages;

/// <summary>
/// A thread for all of a stage's training. libtorch keeps a team of threads, with buffers of theirs, for every thread that calls it, and after an await a
/// stage goes on on any thread of the pool.
/// </summary>
internal sealed class TrainingThread : IDisposable
{
    private readonly Channel<Action> _work = Channel.CreateUnbounded<Action>(new() { SingleReader = true });

    /// <summary>Starts the thread.</summary>
    public TrainingThread() => new Thread(Work) { IsBackground = true, Name = "training" }.Start();

    /// <summary>Does work on the thread.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="work">The work.</param>
    /// <returns>Its result, or its failure.</returns>
    public Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Writer.TryWrite(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        });
        return done.Task;
    }

    /// <summary>Ends the thread when it has done its work.</summary>
    public void Dispose() => _work.Writer.TryComplete();

    private void Work()
    {
        while (_work.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_work.Reader.TryRead(out var work))
                work();
        }
    }
}

using System.Collections.Concurrent;

namespace Kimi.Sandbox.Local;

/// <summary>The workers that wait for jobs.</summary>
/// <param name="most">How many are kept.</param>
internal sealed class IdleWorkers(int most) : IDisposable
{
    private readonly ConcurrentBag<Worker> _workers = [];
    private volatile bool _isDisposed;

    /// <summary>Takes one, or starts one.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Worker> TakeAsync(CancellationToken cancellationToken) =>
        _workers.TryTake(out var worker) ? worker : await Worker.StartAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Keeps one for others.</summary>
    /// <param name="worker">A worker without a job.</param>
    public void Return(Worker worker)
    {
        if (_isDisposed || _workers.Count >= most)
            worker.Dispose();
        else
            _workers.Add(worker);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        while (_workers.TryTake(out var worker))
            worker.Dispose();
    }
}

/// <summary>A job on a worker. The worker is taken for the first run, replaced where it is lost, and given back at the end.</summary>
/// <param name="job">The job.</param>
/// <param name="idle">Where workers come from.</param>
internal sealed class BoxSession(BoxJob job, IdleWorkers idle) : IAsyncDisposable
{
    private Worker? _worker;

    /// <summary>Runs the program once.</summary>
    /// <param name="input">Its standard input.</param>
    /// <param name="cancellationToken">Stops it, and the worker with it.</param>
    /// <returns>Null where the worker ended instead.</returns>
    public async Task<BoxAnswer?> RunAsync(ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            if (_worker is null)
            {
                _worker = await idle.TakeAsync(cancellationToken).ConfigureAwait(false);
                await _worker.OpenAsync(job).ConfigureAwait(false);
            }

            return await _worker.RunAsync(input, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            Drop();
            return null;
        }
        catch
        {
            Drop();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_worker is not { } worker)
            return;
        _worker = null;
        try
        {
            await worker.CloseAsync().ConfigureAwait(false);
            idle.Return(worker);
        }
        catch (IOException)
        {
            worker.Dispose();
        }
    }

    private void Drop()
    {
        _worker?.Dispose();
        _worker = null;
    }
}

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
    public async Task<Worker> TakeAsync(CancellationToken cancellationToken)
    {
        while (_workers.TryTake(out var worker))
        {
            if (worker.IsAlive)
                return worker;
            worker.Dispose();
        }

        return await Worker.StartAsync(cancellationToken).ConfigureAwait(false);
    }

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

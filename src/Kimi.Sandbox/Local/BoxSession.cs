namespace Kimi.Sandbox.Local;

/// <summary>A job on a worker. The worker is taken for the first run, and given back at the end, unless it is lost.</summary>
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

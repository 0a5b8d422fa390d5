namespace Kimi.Runtime.Sandboxes;

/// <summary>
/// Limits how many runs go on at a time. Jobs that have begun go first, so that few are open at a time. Whoever looks at an outcome holds no place meanwhile,
/// and so can have other programs run to judge it.
/// </summary>
/// <param name="places">How many.</param>
internal sealed class RunQueue(int places)
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _begun = [];
    private readonly Queue<TaskCompletionSource> _new = [];
    private int _free = places;

    /// <summary>Waits for a place.</summary>
    /// <param name="hasBegun">Whether the job has had one before.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task EnterAsync(bool hasBegun, CancellationToken cancellationToken)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_free > 0)
            {
                _free--;
                return;
            }

            (hasBegun ? _begun : _new).Enqueue(turn);
        }

        await using (cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken)).ConfigureAwait(false))
            await turn.Task.ConfigureAwait(false);
    }

    /// <summary>Gives the place back.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            while (_begun.TryDequeue(out var turn) || _new.TryDequeue(out turn))
            {
                if (turn.TrySetResult())
                    return;
            }

            _free++;
        }
    }
}

namespace Kimi.Runtime.Execution;

/// <summary>Calls of a team's code that may block, or never come back.</summary>
internal static class TimedCall
{
    /// <summary>Makes a call on a thread of its own, so that one that blocks delays neither the others nor the run.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="limit">How long it may take, without waiting for its turn elsewhere; see <see cref="CallClock"/>.</param>
    /// <param name="time">Measures that.</param>
    /// <param name="cancellationToken">Stops waiting for it.</param>
    /// <returns>The result.</returns>
    /// <exception cref="TimeLimitException">There is none within the limit; the call's token is cancelled then.</exception>
    public static async Task<T> RunAsync<T>(
        Func<CancellationToken, ValueTask<T>> call, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        var clock = new CallClock(time);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var begun = new TaskCompletionSource<Task<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var calling = begun.Task.Unwrap();

        // Its time runs before it does: how soon the other thread has it done decides nothing.
        var waiting = calling.WaitAsync(limit, time, cancellationToken);
        CallThread.Run(() =>
        {
            CallClock.Current = clock;
            try
            {
                begun.SetResult(call(stop.Token).AsTask());
            }
            catch (Exception exception)
            {
                begun.SetException(exception);
            }
        });
        try
        {
            for (var counted = TimeSpan.Zero; ;)
            {
                try
                {
                    return await waiting.ConfigureAwait(false);
                }
                catch (TimeoutException exception) when (exception != calling.Exception?.InnerException)
                {
                    await Task.WhenAny(calling, clock.GoesAsync()).WaitAsync(cancellationToken).ConfigureAwait(false);
                    var stood = clock.Stood;
                    if (stood == counted)
                    {
                        // Not awaited, since the reaction to it may hang too.
                        _ = stop.CancelAsync();
                        throw new TimeLimitException();
                    }

                    waiting = calling.WaitAsync(stood - counted, time, cancellationToken);
                    counted = stood;
                }
            }
        }
        finally
        {
            // A call that is still at work needs its token.
            if (calling.IsCompleted)
                stop.Dispose();
        }
    }
}

/// <summary>A call did not come back within its time limit.</summary>
internal sealed class TimeLimitException : Exception;

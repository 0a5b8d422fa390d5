using Kimi.Dsl;
using Kimi.Runtime.Settings;
using Kimi.Torch.Files;
using Microsoft.Extensions.Options;

namespace Kimi.Runtime.Execution;

/// <summary>
/// Calls to code of a team that has no time limit of its own, one at a time: those of a stage, or of an order to a rollout worker. What a call throws is told
/// with the component and what it was at work on, and a call that does not come back ends the run.
/// </summary>
/// <param name="options">How long a call may take.</param>
/// <param name="time">Measures that.</param>
internal sealed class ComponentCalls(IOptions<KimiOptions> options, TimeProvider time)
{
    private static readonly TimeSpan s_timeBetweenLooks = TimeSpan.FromSeconds(1);

    private volatile Running? _running;

    /// <summary>Makes a call.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="component">What is called, as a message names it.</param>
    /// <param name="item">What it is at work on, as a message names it.</param>
    /// <param name="call">The call.</param>
    /// <exception cref="ComponentFailedException">It throws.</exception>
    public T Call<T>(string component, string item, Func<T> call)
    {
        using var running = Begin(component, item);
        try
        {
            return call();
        }
        catch (Exception exception) when (IsOfComponent(exception))
        {
            throw Failed(component, item, exception);
        }
    }

    /// <summary>Makes a call whose result comes later.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="component">What is called, as a message names it.</param>
    /// <param name="item">What it is at work on, as a message names it.</param>
    /// <param name="call">The call.</param>
    /// <exception cref="ComponentFailedException">It throws.</exception>
    public async Task<T> CallAsync<T>(string component, string item, Func<Task<T>> call)
    {
        using var running = Begin(component, item);
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception exception) when (IsOfComponent(exception))
        {
            throw Failed(component, item, exception);
        }
    }

    /// <summary>Notes that a call begins; the caller makes it, and tells what it throws.</summary>
    /// <param name="component">What is called, as a message names it.</param>
    /// <param name="item">What it is at work on, as a message names it.</param>
    /// <returns>Notes that the call has come back when disposed of.</returns>
    public Beginning Begin(string component, string item)
    {
        _running = new(component, item, time.GetTimestamp());
        return new(this);
    }

    /// <summary>Goes through items that a component makes one at a time.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="component">What makes them, as a message names it.</param>
    /// <param name="items">The items.</param>
    /// <exception cref="ComponentFailedException">Making one throws.</exception>
    public IEnumerable<T> Each<T>(string component, Func<IEnumerable<T>> items)
    {
        using var made = Call(component, "its start", () => items().GetEnumerator());
        for (var count = 1; Call(component, $"item {count}", made.MoveNext); count++)
            yield return made.Current;
    }

    /// <summary>Waits until work is done, or until a call within it has taken too long.</summary>
    /// <typeparam name="T">The result of the work.</typeparam>
    /// <param name="work">The work.</param>
    /// <exception cref="KimiException">A call takes too long; the work is abandoned.</exception>
    public async Task<T> WatchAsync<T>(Task<T> work)
    {
        await WatchAsync((Task)work).ConfigureAwait(false);
        return await work.ConfigureAwait(false);
    }

    /// <summary>Waits until work is done, or until a call within it has taken too long.</summary>
    /// <param name="work">The work.</param>
    /// <exception cref="KimiException">A call takes too long; the work is abandoned.</exception>
    public async Task WatchAsync(Task work)
    {
        var limit = TimeSpan.FromSeconds(options.Value.ComponentTimeLimitSeconds);
        while (await Task.WhenAny(work, Task.Delay(s_timeBetweenLooks < limit ? s_timeBetweenLooks : limit, time)).ConfigureAwait(false) != work)
        {
            if (_running is { } running && time.GetElapsedTime(running.Start) > limit)
            {
                throw new KimiException(
                    $"{running.Component} has not come back from {running.Item} for {limit.TotalSeconds:0.###} s: correct it, "
                    + $"or raise Kimi:{nameof(KimiOptions.ComponentTimeLimitSeconds)}");
            }
        }

        await work.ConfigureAwait(false);
    }

    private static bool IsOfComponent(Exception exception) =>
        exception is not (KimiException or OperationCanceledException or OutOfMemoryException) && !DurableFiles.IsOutOfSpace(exception);

    private static ComponentFailedException Failed(string component, string item, Exception exception) =>
        new($"{component} failed on {item}: {exception.Message}", exception);

    /// <summary>A call that has begun.</summary>
    /// <param name="calls">Where that is noted.</param>
    public readonly struct Beginning(ComponentCalls calls) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => calls._running = null;
    }

    private sealed record Running(string Component, string Item, long Start);
}

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Kimi.Cluster.Workers;
using Kimi.Dsl;
using Kimi.Runtime.Rollouts;

namespace Kimi.Cluster.Launching;

/// <summary>The launcher's end of one worker's process: orders go out, and reports come back.</summary>
/// <param name="expected">What the worker must be.</param>
/// <param name="time">Dates its signs of life.</param>
internal sealed class WorkerConnection(WorkerDescription expected, TimeProvider time)
{
    private readonly Channel<WorkerOrder> _orders = Channel.CreateUnbounded<WorkerOrder>();
    private readonly ConcurrentDictionary<long, Channel<WorkerReport>> _reports = [];
    private readonly TaskCompletionSource<WorkerDescription> _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<OrderPiece> _pieces = [];
    private long _ordered;
    private long _episodes;
    private long _sign = time.GetTimestamp();
    private WorkerEndedException? _end;

    /// <summary>What the worker is, once it has joined.</summary>
    public Task<WorkerDescription> Joined => _joined.Task;

    /// <summary>Whether the process has ended.</summary>
    public bool HasEnded => _end is not null;

    /// <summary>How long ago its last sign of life came.</summary>
    public TimeSpan Silence => time.GetElapsedTime(Volatile.Read(ref _sign));

    /// <summary>Notes a sign of life.</summary>
    public void NoteSign() => Volatile.Write(ref _sign, time.GetTimestamp());

    /// <summary>Lets the worker wait for orders, if it is what it must be.</summary>
    /// <param name="description">What it is.</param>
    /// <returns>Why it gets none; null if it gets them.</returns>
    public string? Join(WorkerDescription description)
    {
        _joined.TrySetResult(description);
        return expected.WhyNot(description);
    }

    /// <summary>Waits for an order.</summary>
    /// <param name="turn">Ends the wait.</param>
    /// <returns>The order, or null if there is none by then.</returns>
    public async Task<WorkerOrder?> NextAsync(CancellationToken turn)
    {
        try
        {
            return Joined.IsCompleted && expected.WhyNot(Joined.Result) is null ? await _orders.Reader.ReadAsync(turn).ConfigureAwait(false) : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Waits for an order, or goes on with one.</summary>
    /// <param name="write">Writes an order, which takes a while if it is large, so it is done on another thread than the caller's.</param>
    /// <param name="turn">Ends the wait.</param>
    /// <returns>The order's next piece, or null if there is no order by then.</returns>
    public async Task<OrderPiece?> NextPieceAsync(Func<WorkerOrder, byte[]> write, CancellationToken turn)
    {
        if (_pieces.Count == 0 && await NextAsync(turn).ConfigureAwait(false) is { } order)
        {
            foreach (var piece in OrderPiece.Of(await Task.Run(() => write(order), CancellationToken.None).ConfigureAwait(false)))
                _pieces.Enqueue(piece);
        }

        return _pieces.TryDequeue(out var next) ? next : null;
    }

    /// <summary>Takes reports.</summary>
    /// <returns>Whether the order is still wanted.</returns>
    public bool Take(long order, IEnumerable<WorkerReport> reports) =>
        _reports.TryGetValue(order, out var channel) && reports.All(channel.Writer.TryWrite);

    /// <summary>Has an order executed.</summary>
    /// <param name="order">The order.</param>
    /// <param name="cancellationToken">Stops it between two tokens.</param>
    /// <exception cref="WorkerEndedException">The process ended before.</exception>
    public async IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var report in ReportsAsync(number => new WorkerOrder.Generate(number, order), cancellationToken).ConfigureAwait(false))
        {
            if (report is not WorkerReport.Told told)
                yield break;
            yield return told.Event;
        }
    }

    /// <summary>Has responses judged.</summary>
    /// <param name="order">The reward and the responses.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="WorkerEndedException">The process ended before.</exception>
    public async Task<IReadOnlyList<Verdict>> JudgeAsync(VerdictOrder order, CancellationToken cancellationToken) =>
        (await AskAsync<WorkerReport.Judged>(number => new WorkerOrder.Judge(number, order), cancellationToken).ConfigureAwait(false)).Verdicts;

    /// <summary>Has an episode begun.</summary>
    /// <param name="order">The order.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The episode's number, and what it says before the first turn.</returns>
    /// <exception cref="EpisodeBrokenException">The environment failed.</exception>
    /// <exception cref="WorkerEndedException">The process ended before.</exception>
    public async Task<(long Episode, IReadOnlyList<Message> Opening)> OpenEpisodeAsync(EpisodeOrder order, CancellationToken cancellationToken)
    {
        var episode = Interlocked.Increment(ref _episodes);
        try
        {
            var opened = await AskAsync<WorkerReport.Opened>(number => new WorkerOrder.OpenEpisode(number, episode, order), cancellationToken)
                .ConfigureAwait(false);
            return (episode, opened.Opening);
        }
        catch (OperationCanceledException)
        {
            EndEpisode(episode);
            throw;
        }
    }

    /// <summary>Has an environment reply to a turn of the policy.</summary>
    /// <param name="episode">The episode's number.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The reply; null if the episode is over.</returns>
    /// <exception cref="EpisodeBrokenException">The environment failed.</exception>
    /// <exception cref="WorkerEndedException">The process ended before.</exception>
    public async Task<Message?> StepEpisodeAsync(long episode, PolicyTurn turn, CancellationToken cancellationToken) =>
        (await AskAsync<WorkerReport.Replied>(number => new WorkerOrder.StepEpisode(number, episode, turn), cancellationToken).ConfigureAwait(false)).Message;

    /// <summary>Has an episode ended; nobody waits for it.</summary>
    /// <param name="episode">Its number.</param>
    public void EndEpisode(long episode) => _orders.Writer.TryWrite(new WorkerOrder.EndEpisode(Interlocked.Increment(ref _ordered), episode));

    private async Task<T> AskAsync<T>(Func<long, WorkerOrder> order, CancellationToken cancellationToken)
        where T : WorkerReport
    {
        await foreach (var report in ReportsAsync(order, cancellationToken).ConfigureAwait(false))
        {
            if (report is T answer)
                return answer;
        }

        throw new OperationCanceledException();
    }

    private async IAsyncEnumerable<WorkerReport> ReportsAsync(
        Func<long, WorkerOrder> order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _ordered);
        var reports = Channel.CreateUnbounded<WorkerReport>();
        _reports[number] = reports;
        try
        {
            // Whoever notes the end sees the order, or the order sees the end.
            if (_end is { } before)
                throw before;
            _orders.Writer.TryWrite(order(number));
            await foreach (var report in reports.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return report switch
                {
                    WorkerReport.Broken broken => throw new EpisodeBrokenException(broken.Trouble),
                    WorkerReport.Refused refused => throw new KimiException(refused.Lines),
                    WorkerReport.Failed failed => throw new InvalidOperationException(failed.Message),
                    _ => report,
                };
            }
        }
        finally
        {
            _reports.TryRemove(number, out _);
        }
    }

    /// <summary>Notes that the process has ended, which fails its orders.</summary>
    /// <param name="how">How it ended.</param>
    public void End(string how)
    {
        _end = new(how);
        foreach (var reports in _reports.Values)
            reports.Writer.TryComplete(_end);
    }
}

/// <summary>A worker's process ended within an order.</summary>
/// <param name="how">How.</param>
internal sealed class WorkerEndedException(string how) : Exception(how);

using System.Threading.Channels;
using Kimi.Torch.Models;
using Kimi.Torch.Native;

namespace Kimi.Runtime.Rollouts;

/// <summary>One part of the requests of an iteration, on its way to a worker.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Requests">All requests.</param>
/// <param name="Indices">Which of them are this part.</param>
/// <param name="Sampling">How to sample.</param>
/// <param name="Results">Where its result goes.</param>
/// <param name="CancellationToken">Stops between two tokens.</param>
internal sealed record RolloutPart(
    LoadedPolicy Policy,
    IReadOnlyList<RolloutRequest> Requests,
    int[] Indices,
    SamplingOptions Sampling,
    ChannelWriter<RolloutResult> Results,
    CancellationToken CancellationToken);

/// <summary>What a worker hands back.</summary>
internal abstract record RolloutResult
{
    private RolloutResult()
    {
    }

    /// <summary>The part is generated.</summary>
    /// <param name="Part">The part.</param>
    /// <param name="Outcomes">What came of its requests, in the order of the indices.</param>
    public sealed record Done(RolloutPart Part, IReadOnlyList<RolloutOutcome> Outcomes) : RolloutResult;

    /// <summary>The worker failed.</summary>
    /// <param name="Exception">How.</param>
    public sealed record Failed(Exception Exception) : RolloutResult;
}

/// <summary>A thread that generates responses.</summary>
/// <param name="name">Its name in messages.</param>
/// <param name="engine">Generates them.</param>
/// <param name="inbox">Where its work comes from.</param>
/// <param name="time">Measures the time since its last sign of life.</param>
internal sealed class RolloutWorker(string name, IRolloutEngine engine, Channel<RolloutPart> inbox, TimeProvider time)
{
    private long _lastSign = time.GetTimestamp();
    private volatile string _activity = "starts";

    /// <summary>Where its work comes from.</summary>
    public Channel<RolloutPart> Inbox => inbox;

    /// <summary>What it is doing.</summary>
    public string Activity => $"{name} {_activity}";

    /// <summary>The time since its last sign of life.</summary>
    public TimeSpan Silence => time.GetElapsedTime(Interlocked.Read(ref _lastSign));

    /// <summary>Starts the thread.</summary>
    /// <param name="threads">How many threads its tensor operations may use.</param>
    /// <returns>Done when it waits for work; failed when it cannot.</returns>
    public Task<bool> StartAsync(int threads)
    {
        var started = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                LibTorch.SetThreads(threads);
            }
            catch (Exception exception)
            {
                started.SetException(exception);
                return;
            }

            Note("waits for work");
            started.SetResult(true);
            Work();
        })
        { IsBackground = true, Name = name }.Start();
        return started.Task;
    }

    private void Work()
    {
        while (inbox.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            if (inbox.Reader.TryRead(out var part))
                part.Results.WriteAsync(Generate(part)).AsTask().GetAwaiter().GetResult();
        }
    }

    private RolloutResult Generate(RolloutPart part)
    {
        try
        {
            Note($"generates {part.Indices.Length} responses, the first to problem {part.Requests[part.Indices[0]].Problem.Id}");
            var sampling = part.Sampling with { StepTaken = () => Interlocked.Exchange(ref _lastSign, time.GetTimestamp()) };
            return new RolloutResult.Done(
                part, engine.Generate(part.Policy, [.. part.Indices.Select(index => part.Requests[index])], sampling, part.CancellationToken));
        }
        catch (Exception exception)
        {
            return new RolloutResult.Failed(exception);
        }
        finally
        {
            Note("waits for work");
        }
    }

    private void Note(string activity)
    {
        _activity = activity;
        Interlocked.Exchange(ref _lastSign, time.GetTimestamp());
    }
}

using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Kimi.Runtime.Settings;
using Kimi.Torch.Models;
using Kimi.Torch.Native;
using Microsoft.Extensions.Options;

namespace Kimi.Runtime.Rollouts;

/// <summary>
/// Rollout workers that generate independently of each other (paper 2.6.2): separate threads, each with its part of the requests, its slots and
/// its share of the processor. They take work from bounded channels and hand results back over one.
/// </summary>
/// <remarks>
/// By default the prompts are dealt out in turn, so that the worker and the batch of a response depend only on its position and runs repeat bit
/// for bit. Free-running workers take the next batch as soon as they are done with one: faster if lengths differ widely, but no longer repeatable.
/// </remarks>
/// <param name="engine">Generates a part.</param>
/// <param name="options">How many workers there are, and how long they may go without a sign of life.</param>
/// <param name="time">Measures that.</param>
internal sealed class RolloutWorkers(IRolloutEngine engine, IOptions<KimiOptions> options, TimeProvider time) : IRolloutEngine, IDisposable
{
    private readonly KimiOptions _options = options.Value;
    private readonly Lock _starting = new();
    private List<RolloutWorker> _workers = [];

    public IReadOnlyList<RolloutOutcome> Generate(
        LoadedPolicy policy, IReadOnlyList<RolloutRequest> requests, SamplingOptions sampling, CancellationToken cancellationToken)
    {
        Start();
        var results = Channel.CreateBounded<RolloutResult>(_workers.Count);
        var parts = Deal(requests).Select(indices => new RolloutPart(policy, requests, indices, sampling, results.Writer, cancellationToken)).ToList();
        var watchdog = WatchdogOver(_workers);
        var handingOut = HandOutAsync(parts);
        var outcomes = new RolloutOutcome[requests.Count];
        ExceptionDispatchInfo? failure = null;
        foreach (var _ in parts)
        {
            switch (watchdog.Wait(results.Reader.ReadAsync(CancellationToken.None)))
            {
                case RolloutResult.Done done:
                    foreach (var (index, outcome) in done.Part.Indices.Zip(done.Outcomes))
                        outcomes[index] = outcome;
                    break;
                case RolloutResult.Failed failed:
                    failure ??= ExceptionDispatchInfo.Capture(failed.Exception);
                    break;
            }
        }

        watchdog.Wait(handingOut);
        failure?.Throw();
        return outcomes;
    }

    public void Dispose()
    {
        foreach (var worker in _workers)
            worker.Inbox.Writer.TryComplete();
    }

    private void Start()
    {
        lock (_starting)
        {
            if (_workers.Count > 0)
                return;
            var shared = Channel.CreateBounded<RolloutPart>(_options.RolloutWorkers);
            List<RolloutWorker> workers =
            [
                .. Enumerable.Range(0, _options.RolloutWorkers).Select(index => new RolloutWorker(
                    $"rollout worker {index + 1}", engine, _options.FreeRunning ? shared : Channel.CreateBounded<RolloutPart>(1), time)),
            ];
            var starting = workers.ConvertAll(worker => worker.StartAsync(Math.Max(1, _options.ThreadCount / workers.Count)));
            WatchdogOver(workers).Wait(new ValueTask<bool[]>(Task.WhenAll(starting)));

            // A thread that has not used tensors yet takes the number that was set last, so the rest of the process sets its own number again.
            LibTorch.SetThreads(_options.ThreadCount);
            _workers = workers;
        }
    }

    private Watchdog WatchdogOver(List<RolloutWorker> workers) => new(workers, TimeSpan.FromSeconds(_options.RolloutDeadlineSeconds), time);

    private async ValueTask<int> HandOutAsync(List<RolloutPart> parts)
    {
        foreach (var (index, part) in parts.Index())
            await _workers[index % _workers.Count].Inbox.Writer.WriteAsync(part, CancellationToken.None).ConfigureAwait(false);
        return parts.Count;
    }

    // The responses to one prompt stay together, since they share its keys and values.
    private IEnumerable<int[]> Deal(IReadOnlyList<RolloutRequest> requests)
    {
        var prompts = new List<List<int>>();
        for (var i = 0; i < requests.Count; i++)
        {
            if (i == 0 || !ReferenceEquals(requests[i].Problem, requests[i - 1].Problem))
                prompts.Add([]);
            prompts[^1].Add(i);
        }

        var workers = _options.RolloutWorkers;
        return _options.FreeRunning
            ? Batches(prompts)
            : prompts.Index().GroupBy(entry => entry.Index % workers, entry => entry.Item).Select(part => part.SelectMany(indices => indices).ToArray());
    }

    private IEnumerable<int[]> Batches(IEnumerable<List<int>> prompts)
    {
        var batch = new List<int>();
        foreach (var prompt in prompts)
        {
            batch.AddRange(prompt);
            if (batch.Count < _options.RolloutSlots)
                continue;
            yield return [.. batch];
            batch.Clear();
        }

        if (batch.Count > 0)
            yield return [.. batch];
    }
}

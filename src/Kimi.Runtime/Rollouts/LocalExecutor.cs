using System.Diagnostics;
using System.Threading.Channels;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Settings;
using Kimi.Torch.Native;
using Microsoft.Extensions.Options;

namespace Kimi.Runtime.Rollouts;

/// <summary>The engine in this process: a thread of its own, which starts with its first order.</summary>
/// <remarks>
/// Each part gets ThreadCount / Parts threads, however many workers there are, since results may depend on the number of threads in their last bits.
/// </remarks>
/// <param name="name">Its name in messages.</param>
/// <param name="engine">Generates the responses.</param>
/// <param name="policies">Gives the policies.</param>
/// <param name="rules">Gives the stop rules.</param>
/// <param name="settings">The device, the number of threads, and how long a stop rule may take.</param>
/// <param name="time">Measures that.</param>
internal sealed class LocalExecutor(
    string name, RolloutEngine engine, IPolicySource policies, StopRules rules, IOptions<KimiOptions> settings, TimeProvider time)
    : IRolloutExecutor, IDisposable
{
    private readonly WorkThread _thread = new(name);

    public string Name => name;

    public ExecutorCapabilities Capabilities { get; } = CapabilitiesOf(settings.Value);

    public IAsyncEnumerable<RolloutEvent> ExecuteAsync(RolloutOrder order, CancellationToken cancellationToken)
    {
        var events = Channel.CreateUnbounded<RolloutEvent>();
        var calls = new ComponentCalls(settings, time);
        _thread.Run(() => Execute(order, calls, events.Writer, cancellationToken));
        if (order.Sampling.StopRules.Count > 0)
            _ = EndIfARuleHangsAsync(calls, events);
        return events.Reader.ReadAllAsync(CancellationToken.None);
    }

    // An order that was cancelled ends within a token, and its thread uses weights until then.
    public void Dispose() => _thread.Dispose();

    // The thread stays where it is: another one cannot end it.
    private static async Task EndIfARuleHangsAsync(ComponentCalls calls, Channel<RolloutEvent> events)
    {
        try
        {
            await calls.WatchAsync(events.Reader.Completion).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            events.Writer.TryComplete(exception);
        }
    }

    /// <summary>What an executor in a process with these settings can do.</summary>
    public static ExecutorCapabilities CapabilitiesOf(KimiOptions options) => new()
    {
        Repeats = true,
        Fingerprint = $"{NumericFingerprint.Of(options.Device, $"{options.Precision}", options.ThreadCount)} {options.RolloutSlots} slots",
        SharesWeights = true,
        AppliesStopRules = true,
    };

    private void Execute(RolloutOrder order, ComponentCalls calls, ChannelWriter<RolloutEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            LibTorch.SetOwnThreads(Math.Max(1, settings.Value.ThreadCount / order.Parts));
            using var lease = policies.Resolve(order.Policy);
            var batch = new EventBatch(events);
            engine.Run(lease.Policy, order, rules.Of(order.Sampling, calls), batch.Add, cancellationToken);
            batch.Flush();
            events.TryComplete();
        }
        catch (Exception exception)
        {
            events.TryComplete(exception);
        }
    }

    // Every event wakes a thread, which would hold up the threads that decode; so events are handed on a few times a second.
    private sealed class EventBatch(ChannelWriter<RolloutEvent> events)
    {
        private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

        private readonly List<RolloutEvent> _answers = [];
        private long _flushed = Stopwatch.GetTimestamp();

        public void Add(RolloutEvent told)
        {
            if (told is RolloutEvent.Answer)
                _answers.Add(told);
            else if (Stopwatch.GetElapsedTime(_flushed) >= s_pause)
                Flush(told);
        }

        public void Flush(RolloutEvent? sign = null)
        {
            foreach (var answer in _answers)
                events.TryWrite(answer);
            if (_answers.Count == 0 && sign is not null)
                events.TryWrite(sign);
            _answers.Clear();
            _flushed = Stopwatch.GetTimestamp();
        }
    }
}

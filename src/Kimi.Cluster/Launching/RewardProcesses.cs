using System.Text.Json;
using System.Threading.Channels;
using Kimi.Cluster.Workers;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Microsoft.Extensions.Logging;

namespace Kimi.Cluster.Launching;

/// <summary>
/// Rewards and environments in processes of their own. Each process has a bounded number of verdicts at a time, and what is beyond waits here, so judging
/// never holds up who generates; turns of episodes do not wait behind verdicts, since generation goes on after them. What a process had when it ended is
/// judged again, and its episodes are begun again.
/// </summary>
internal sealed class RewardProcesses : IComponentWorkers, IAsyncDisposable
{
    // A response that ends every process that judges it would do so for ever.
    private const int MostAttempts = 10;

    private readonly IReadOnlyList<WorkerProcess> _processes;
    private readonly ILogger _logger;

    // Each process as often as it may be given another call.
    private readonly Channel<WorkerProcess> _turns = Channel.CreateUnbounded<WorkerProcess>();
    private int _episodes;

    /// <summary>Prepares them.</summary>
    /// <param name="processes">The processes.</param>
    /// <param name="concurrentVerdicts">How many responses all of them judge at a time.</param>
    /// <param name="logger">Where their ends are told.</param>
    public RewardProcesses(IReadOnlyList<WorkerProcess> processes, int concurrentVerdicts, ILogger<RewardProcesses> logger)
    {
        (_processes, _logger) = (processes, logger);
        for (var turn = 0; turn < Math.Max(concurrentVerdicts, processes.Count); turn++)
            _turns.Writer.TryWrite(processes[turn % processes.Count]);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Verdict>> JudgeAsync(
        RewardAttribute reward, IReadOnlyList<(Problem Problem, Rollout Rollout)> rollouts, CancellationToken cancellationToken)
    {
        var order = new VerdictOrder(reward.ToReference(), [.. ByProblem(rollouts)]);
        for (var attempt = 1; ; attempt++)
        {
            var process = await _turns.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var worker = await process.ReadyAsync(cancellationToken).ConfigureAwait(false);
                var verdicts = await worker.JudgeAsync(order, cancellationToken).ConfigureAwait(false);
                process.HasDoneWork();
                return verdicts;
            }
            catch (WorkerEndedException exception) when (attempt < MostAttempts)
            {
                _logger.LogInformation(
                    "{Process} did not judge {Responses} ({Why}): it is judged again",
                    process.Name, Words(rollouts, order.Responses.Length), exception.Message);
            }
            catch (WorkerEndedException exception)
            {
                var fault = new Verdict.Fault(
                    nameof(KimiException), $"{MostAttempts} processes ended while they judged it, the last one thus: {exception.Message}");
                return [.. rollouts.Select(_ => fault)];
            }
            finally
            {
                _turns.Writer.TryWrite(process);
            }
        }
    }

    /// <inheritdoc/>
    public IEnvironment EnvironmentOf(EnvironmentAttribute attribute, IEnvironment own) => new RemoteEnvironment(attribute, own, InTurn);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Task.WhenAll(_processes.Select(process => process.DisposeAsync().AsTask())).ConfigureAwait(false);

    private WorkerProcess InTurn() => _processes[(int)((uint)Interlocked.Increment(ref _episodes) % _processes.Count)];

    private static IEnumerable<ProblemResponses> ByProblem(IReadOnlyList<(Problem Problem, Rollout Rollout)> rollouts)
    {
        var responses = new List<Rollout>();
        foreach (var (place, (problem, rollout)) in rollouts.Index())
        {
            responses.Add(rollout);
            if (place + 1 < rollouts.Count && ReferenceEquals(rollouts[place + 1].Problem, problem))
                continue;
            yield return new(JsonSerializer.Serialize(problem, RecordJson.Options), [.. responses]);
            responses.Clear();
        }
    }

    private static string Words(IReadOnlyList<(Problem Problem, Rollout Rollout)> rollouts, int problems) =>
        problems > 1 ? $"{rollouts.Count} responses" : $"{(rollouts.Count == 1 ? "a response" : "a group")} to problem {rollouts[0].Problem.Id}";
}

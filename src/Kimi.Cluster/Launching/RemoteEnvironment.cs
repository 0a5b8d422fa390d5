using System.Text.Json;
using Kimi.Cluster.Workers;
using Kimi.Dsl;
using Kimi.Runtime.Rollouts;

namespace Kimi.Cluster.Launching;

/// <summary>An environment whose episodes are played in other processes, each in one of them until it ends.</summary>
/// <param name="attribute">The environment's attribute.</param>
/// <param name="own">The environment of this process, which says what ends a turn.</param>
/// <param name="nextProcess">Gives the process of the next episode.</param>
internal sealed class RemoteEnvironment(EnvironmentAttribute attribute, IEnvironment own, Func<WorkerProcess> nextProcess) : IEnvironment
{
    private readonly ComponentReference _reference = attribute.ToReference();

    public IReadOnlyList<string> TurnEnds => own.TurnEnds;

    /// <inheritdoc/>
    /// <exception cref="EpisodeBrokenException">The environment failed, or took too long.</exception>
    /// <exception cref="EpisodeLostException">The process ended.</exception>
    /// <exception cref="KimiException">The environment cannot work there, or the process ends again and again.</exception>
    public async ValueTask<IEpisode> StartAsync(Problem problem, EpisodeContext context, CancellationToken cancellationToken)
    {
        var process = nextProcess();
        var connection = await process.ReadyAsync(cancellationToken).ConfigureAwait(false);
        var order = new EpisodeOrder(_reference, JsonSerializer.Serialize(problem, RecordJson.Options), context);
        var (number, opening) = await UnlessLostAsync(process, connection.OpenEpisodeAsync(order, cancellationToken)).ConfigureAwait(false);
        return new Episode(process, connection, number, opening);
    }

    private static async Task<T> UnlessLostAsync<T>(WorkerProcess process, Task<T> asked)
    {
        try
        {
            var answer = await asked.ConfigureAwait(false);
            process.HasDoneWork();
            return answer;
        }
        catch (WorkerEndedException exception)
        {
            throw new EpisodeLostException(exception.Message);
        }
    }

    private sealed class Episode(WorkerProcess process, WorkerConnection connection, long number, IReadOnlyList<Message> opening) : IEpisode
    {
        public IReadOnlyList<Message> Opening => opening;

        public async ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) =>
            await UnlessLostAsync(process, connection.StepEpisodeAsync(number, turn, cancellationToken)).ConfigureAwait(false) is { } message
                ? new EnvironmentReply.Continue(message)
                : new EnvironmentReply.Finished();

        public ValueTask DisposeAsync()
        {
            connection.EndEpisode(number);
            return default;
        }
    }
}

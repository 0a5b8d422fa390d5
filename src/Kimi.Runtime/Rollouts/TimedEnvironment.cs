using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Microsoft.Extensions.Logging;

namespace Kimi.Runtime.Rollouts;

/// <summary>
/// An environment of a team's, called with care: each call has a time limit, what goes wrong is an <see cref="EpisodeBrokenException"/>, and what it says is
/// a message of one text.
/// </summary>
/// <param name="environment">The environment.</param>
/// <param name="options">Its limits.</param>
/// <param name="time">Measures the time limit.</param>
/// <param name="logger">Hears of episodes that cannot be disposed of.</param>
internal sealed class TimedEnvironment(IEnvironment environment, EnvironmentAttribute options, TimeProvider time, ILogger<TimedEnvironment> logger)
    : IEnvironment
{
    // Each keeps a thread and what the environment holds.
    private const int MostHangingEnds = 64;

    private int _failedEnds;
    private int _hangingEnds;

    public IReadOnlyList<string> TurnEnds => environment.TurnEnds;

    private TimeSpan Limit => TimeSpan.FromSeconds(options.TimeLimitSeconds);

    /// <inheritdoc/>
    /// <exception cref="EpisodeBrokenException">The environment failed, or took too long.</exception>
    /// <exception cref="KimiException">Too many episodes before it do not end.</exception>
    public async ValueTask<IEpisode> StartAsync(Problem problem, EpisodeContext context, CancellationToken cancellationToken)
    {
        if (_hangingEnds >= MostHangingEnds)
        {
            throw new KimiException(
                $"{MostHangingEnds} episodes of {options.Name} did not end within {Limit.TotalSeconds:0.###} s each: repair DisposeAsync of its episodes");
        }

        var handover = new Lock();
        IEpisode? begun = null;
        try
        {
            var opening = await CallAsync<IReadOnlyList<Message>>(
                async stop =>
                {
                    var episode = await environment.StartAsync(problem, context, stop).ConfigureAwait(false)
                        ?? throw new EpisodeFault("StartAsync returned no episode: return one");
                    lock (handover)
                        begun = stop.IsCancellationRequested ? null : episode;
                    if (begun is null)
                    {
                        // It was given up meanwhile.
                        await episode.DisposeAsync().ConfigureAwait(false);
                        return [];
                    }

                    return [.. (episode.Opening ?? throw new EpisodeFault("what it says before the first turn is null: return an empty list")).Select(Plain)];
                },
                cancellationToken).ConfigureAwait(false);
            return new Episode(this, context.Id, begun!, opening);
        }
        catch
        {
            lock (handover)
            {
                if (begun is not null)
                    _ = EndAsync(context.Id, begun);
            }

            throw;
        }
    }

    private async Task<T> CallAsync<T>(Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await TimedCall.RunAsync(call, Limit, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeLimitException)
        {
            throw new EpisodeBrokenException(new Verdict.TimedOut(Limit));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw EpisodeBrokenException.Of(exception, options);
        }
    }

    private static Message Plain(Message? message) => message?.Parts is { } parts
        ? new(message.Role, [new PromptPart.Text(string.Concat(parts.Select(TextOf)))])
        : throw new EpisodeFault("a message is null, or its parts are: return one with parts");

    private static string TextOf(PromptPart? part) => part switch
    {
        PromptPart.Text { Value: { } text } => text,
        null or PromptPart.Text => throw new EpisodeFault("a part of a message is null: return text"),
        _ => throw new EpisodeFault($"a message has a part of type {part.GetType().Name}, and the policy reads text only"),
    };

    private async Task EndAsync(string id, IEpisode episode)
    {
        try
        {
            await TimedCall.RunAsync(DisposeAsync, Limit, time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeLimitException)
        {
            Interlocked.Increment(ref _hangingEnds);
            Tell($"did not end within {Limit.TotalSeconds:0.###} s");
        }
        catch (Exception exception)
        {
            Tell($"failed to end ({exception.Message.ReplaceLineEndings(" ").TrimEnd('.')})");
        }

        // Once, since most likely all do the same.
        void Tell(string what)
        {
            if (Interlocked.Increment(ref _failedEnds) == 1)
            {
                logger.LogWarning(
                    "{Environment}: the episode of {Request} {What}, so what it holds is not freed: repair DisposeAsync of its episodes",
                    options.Name, id, what);
            }
        }

        async ValueTask<bool> DisposeAsync(CancellationToken cancellationToken)
        {
            await episode.DisposeAsync().ConfigureAwait(false);
            return true;
        }
    }

    private sealed class Episode(TimedEnvironment environment, string id, IEpisode episode, IReadOnlyList<Message> opening) : IEpisode
    {
        public IReadOnlyList<Message> Opening => opening;

        public async ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken) =>
            await environment.CallAsync<EnvironmentReply>(
                async stop => await episode.ReplyAsync(turn, stop).ConfigureAwait(false) switch
                {
                    EnvironmentReply.Continue going => new EnvironmentReply.Continue(Plain(going.Message)),
                    EnvironmentReply.Finished finished => finished,
                    EnvironmentReply.Fault { Why: { Length: > 0 } why } => throw new EpisodeFault(why),
                    EnvironmentReply.Fault => throw new EpisodeFault("it replied that it cannot go on, without a reason"),
                    _ => throw new EpisodeFault("its reply is null: return an EnvironmentReply"),
                },
                cancellationToken).ConfigureAwait(false);

        public async ValueTask DisposeAsync() => await environment.EndAsync(id, episode).ConfigureAwait(false);
    }
}

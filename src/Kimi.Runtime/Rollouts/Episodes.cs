using System.Collections.Concurrent;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Torch.Tokenization;
using Microsoft.Extensions.Logging;

namespace Kimi.Runtime.Rollouts;

/// <summary>
/// The episodes of a stage's environment. Each begins with its response and ends with it; after an interruption it is begun again, and the turns recorded so
/// far are played to it.
/// </summary>
/// <param name="environment">The environment.</param>
/// <param name="options">Its limits.</param>
/// <param name="turns">As many turns as replies may be waited for at a time.</param>
/// <param name="time">Measures the time limit.</param>
/// <param name="logger">Hears of episodes that cannot be disposed of.</param>
internal sealed class Episodes(
    IEnvironment environment, EnvironmentAttribute options, SemaphoreSlim turns, TimeProvider time, ILogger<Episodes> logger)
{
    // Each keeps a thread and what the environment holds.
    private const int MostHangingEnds = 64;

    private readonly ConcurrentDictionary<string, IEpisode> _live = new(StringComparer.Ordinal);
    private ReplyTokens? _said;
    private int _failedEnds;
    private int _hangingEnds;

    /// <summary>How many tokens it may say in an episode.</summary>
    public long MostTokens => (long)options.MaxTurns * options.MaxReplyTokens;

    /// <summary>Begins the episode of a fresh response.</summary>
    /// <param name="request">The request.</param>
    /// <param name="problem">Its problem.</param>
    /// <param name="tokenizer">The policy's tokenizer.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The request with the environment's opening, if it has one.</returns>
    /// <exception cref="KimiException">Too many episodes before it do not end.</exception>
    public Task<EpisodeStep> OpenAsync(RolloutRequest request, Problem problem, ITokenizer tokenizer, CancellationToken cancellationToken) =>
        _hangingEnds >= MostHangingEnds
            ? throw new KimiException(
                $"{MostHangingEnds} episodes of {options.Name} did not end within {Limit.TotalSeconds:0.###} s each: repair DisposeAsync of its episodes")
            : GuardedAsync(
                async () => new EpisodeStep.Going(await BeginAsync(request, problem, tokenizer, cancellationToken).ConfigureAwait(false)),
                cancellationToken);

    /// <summary>Texts that end a turn of the policy.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KimiException">The environment cannot say, or one of them is empty.</exception>
    public async Task<IReadOnlyList<string>> TurnEndsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var ends = await TimedCall.RunAsync(_ => ValueTask.FromResult(environment.TurnEnds), Limit, time, cancellationToken).ConfigureAwait(false);
            if (ends is not null && ends.All(end => end is { Length: > 0 }))
                return [.. ends];
        }
        catch (TimeLimitException)
        {
            throw new KimiException($"{options.Name} does not say within {Limit.TotalSeconds:0.###} s what ends a turn: repair TurnEnds of the environment");
        }
        catch (Exception exception) when (exception is not KimiException && !cancellationToken.IsCancellationRequested)
        {
            throw new KimiException(
                $"{options.Name} cannot say what ends a turn ({exception.Message.ReplaceLineEndings(" ").TrimEnd('.')}): repair TurnEnds of the environment",
                exception);
        }

        throw new KimiException($"{options.Name} has a text that ends a turn which is null or empty: give TurnEnds of the environment texts, or none");
    }

    /// <summary>Has the environment reply to the policy's newest turn.</summary>
    /// <param name="request">The request, whose last turn is finished.</param>
    /// <param name="problem">Its problem.</param>
    /// <param name="tokenizer">The policy's tokenizer.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<EpisodeStep> ReplyAsync(RolloutRequest request, Problem problem, ITokenizer tokenizer, CancellationToken cancellationToken) =>
        GuardedAsync(async () =>
        {
            if (!_live.ContainsKey(request.Id))
                await ReplayAsync(request, problem, tokenizer, cancellationToken).ConfigureAwait(false);
            var said = await ReplyAsync(request, (PolicyTurn)request.Turns[^1], problem, tokenizer, cancellationToken).ConfigureAwait(false);
            if (said is null)
                return new EpisodeStep.Ended(Reason: null);
            return request.Turns.OfType<PolicyTurn>().Count() >= options.MaxTurns
                ? new EpisodeStep.Ended(StopReason.TurnLimit)
                : new EpisodeStep.Going(request with { Turns = [.. request.Turns, said] });
        }, cancellationToken);

    /// <summary>Ends the episode of a response, if there is one.</summary>
    /// <param name="request">The request's id.</param>
    public void End(string request)
    {
        // Not awaited: what an episode does when it is disposed of does not hold up the run.
        if (_live.TryRemove(request, out var episode))
            _ = TellAsync(TimedCall.RunAsync(DisposeAsync, Limit, time, CancellationToken.None));

        async Task TellAsync(Task ending)
        {
            try
            {
                await ending.ConfigureAwait(false);
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
        }

        // Once, since most likely all do the same.
        void Tell(string what)
        {
            if (Interlocked.Increment(ref _failedEnds) == 1)
            {
                logger.LogWarning(
                    "{Environment}: the episode of {Request} {What}, so what it holds is not freed: repair DisposeAsync of its episodes",
                    options.Name, request, what);
            }
        }

        async ValueTask<bool> DisposeAsync(CancellationToken cancellationToken)
        {
            await episode.DisposeAsync().ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>Ends the episodes of all other responses: those that were dropped, and at the end of the stage all.</summary>
    /// <param name="requests">The ids of the requests that go on.</param>
    public void EndOthers(IReadOnlySet<string> requests)
    {
        foreach (var other in _live.Keys.Where(request => !requests.Contains(request)))
            End(other);
    }

    private TimeSpan Limit => TimeSpan.FromSeconds(options.TimeLimitSeconds);

    private async Task<RolloutRequest> BeginAsync(RolloutRequest request, Problem problem, ITokenizer tokenizer, CancellationToken cancellationToken)
    {
        var context = new EpisodeContext(request.Id, SeededRandom.DeriveSeed(request.Seed, "episode"), options.MaxTurns, options.MaxReplyTokens);
        var opening = await TimedCall.RunAsync(
            async stop =>
            {
                var episode = await environment.StartAsync(problem, context, stop).ConfigureAwait(false)
                    ?? throw new EpisodeFault("StartAsync returned no episode: return one");
                if (stop.IsCancellationRequested)
                {
                    // It was given up meanwhile.
                    await episode.DisposeAsync().ConfigureAwait(false);
                    return [];
                }

                _live[request.Id] = episode;
                return episode.Opening ?? throw new EpisodeFault("what it says before the first turn is null: return an empty list");
            },
            Limit, time, cancellationToken).ConfigureAwait(false);
        return Said(tokenizer).Opening(problem.Prompt, opening) is { } said ? request with { Turns = [said] } : request;
    }

    private async Task ReplayAsync(RolloutRequest request, Problem problem, ITokenizer tokenizer, CancellationToken cancellationToken)
    {
        var begun = await BeginAsync(request with { Turns = [] }, problem, tokenizer, cancellationToken).ConfigureAwait(false);
        ThrowUnlessSame(request, turn: 0, begun.Turns.SingleOrDefault());
        for (var turn = begun.Turns.Count; turn < request.Turns.Count - 1; turn += 2)
        {
            var said = await ReplyAsync(request, (PolicyTurn)request.Turns[turn], problem, tokenizer, cancellationToken).ConfigureAwait(false);
            ThrowUnlessSame(request, turn + 1, said);
        }
    }

    private static void ThrowUnlessSame(RolloutRequest request, int turn, Turn? said)
    {
        if (!Equals(request.Turns[turn] as EnvironmentTurn, said))
        {
            throw new EpisodeFault(
                $"after an interruption the environment says something else in turn {turn + 1} of {request.Id} than before: "
                + "make its replies a function of problem, seed and the policy's turns");
        }
    }

    // Null when the environment ends the episode.
    private async Task<EnvironmentTurn?> ReplyAsync(
        RolloutRequest request, PolicyTurn turn, Problem problem, ITokenizer tokenizer, CancellationToken cancellationToken)
    {
        var episode = _live[request.Id];
        return await TimedCall.RunAsync(stop => episode.ReplyAsync(turn, stop), Limit, time, cancellationToken).ConfigureAwait(false) switch
        {
            EnvironmentReply.Continue going => Said(tokenizer).Reply(problem.Prompt, going.Message, hasEnded: turn.StopText is null),
            EnvironmentReply.Finished => null,
            EnvironmentReply.Fault { Why: { Length: > 0 } why } => throw new EpisodeFault(why),
            EnvironmentReply.Fault => throw new EpisodeFault("it replied that it cannot go on, without a reason"),
            _ => throw new EpisodeFault("its reply is null: return an EnvironmentReply"),
        };
    }

    // All policies of a stage have one tokenizer.
    private ReplyTokens Said(ITokenizer tokenizer) => LazyInitializer.EnsureInitialized(ref _said, () => new(tokenizer, options.MaxReplyTokens))!;

    private async Task<EpisodeStep> GuardedAsync(Func<Task<EpisodeStep>> step, CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await step().ConfigureAwait(false);
        }
        catch (TimeLimitException)
        {
            return new EpisodeStep.Broken(new Verdict.TimedOut(Limit));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var fault = exception is EpisodeFault ? new Verdict.Fault(options.Name, exception.Message) : Verdict.Fault.Of(exception);
            return new EpisodeStep.Broken(fault);
        }
        finally
        {
            turns.Release();
        }
    }
}

using System.Collections.Concurrent;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Torch.Tokenization;
using Microsoft.Extensions.Logging;

namespace Kimi.Runtime.Rollouts;

/// <summary>
/// The episodes of a stage's environment. Each begins with its response and ends with it; after an interruption, of the run or of the process that it is in,
/// it is begun again, and the turns recorded so far are played to it.
/// </summary>
/// <param name="environment">The environment, whose episodes say by an exception of theirs what went wrong.</param>
/// <param name="options">Its limits.</param>
/// <param name="turns">As many turns as replies may be waited for at a time.</param>
/// <param name="time">Measures the time limit.</param>
/// <param name="logger">Hears of episodes that are lost.</param>
internal sealed class Episodes(
    IEnvironment environment, EnvironmentAttribute options, SemaphoreSlim turns, TimeProvider time, ILogger<Episodes> logger)
{
    // An episode that ends every process that it is played in would do so for ever.
    private const int MostAttempts = 10;

    private readonly ConcurrentDictionary<string, IEpisode> _live = new(StringComparer.Ordinal);
    private ReplyTokens? _said;

    /// <summary>How many tokens it may say in an episode.</summary>
    public long MostTokens => (long)options.MaxTurns * options.MaxReplyTokens;

    private TimeSpan Limit => TimeSpan.FromSeconds(options.TimeLimitSeconds);

    /// <summary>Begins the episode of a fresh response.</summary>
    /// <param name="request">The request.</param>
    /// <param name="problem">Its problem.</param>
    /// <param name="tokenizer">The policy's tokenizer.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The request with the environment's opening, if it has one.</returns>
    /// <exception cref="KimiException">There can be no more episodes.</exception>
    public Task<EpisodeStep> OpenAsync(RolloutRequest request, Problem problem, ITokenizer tokenizer, CancellationToken cancellationToken) =>
        GuardedAsync(
            request.Id,
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
    /// <exception cref="KimiException">There can be no more episodes.</exception>
    public Task<EpisodeStep> ReplyAsync(RolloutRequest request, Problem problem, ITokenizer tokenizer, CancellationToken cancellationToken) =>
        GuardedAsync(
            request.Id,
            async () =>
            {
                if (!_live.ContainsKey(request.Id))
                    await ReplayAsync(request, problem, tokenizer, cancellationToken).ConfigureAwait(false);
                var said = await ReplyAsync(request, (PolicyTurn)request.Turns[^1], problem, tokenizer, cancellationToken).ConfigureAwait(false);
                if (said is null)
                    return new EpisodeStep.Ended(Reason: null);
                return request.Turns.OfType<PolicyTurn>().Count() >= options.MaxTurns
                    ? new EpisodeStep.Ended(StopReason.TurnLimit)
                    : new EpisodeStep.Going(request with { Turns = [.. request.Turns, said] });
            },
            cancellationToken);

    /// <summary>Ends the episode of a response, if there is one.</summary>
    /// <param name="request">The request's id.</param>
    public void End(string request)
    {
        // Not awaited: what an episode does when it is disposed of does not hold up the run.
        if (_live.TryRemove(request, out var episode))
            _ = episode.DisposeAsync().AsTask();
    }

    /// <summary>Ends the episodes of all other responses: those that were dropped, and at the end of the stage all.</summary>
    /// <param name="requests">The ids of the requests that go on.</param>
    public void EndOthers(IReadOnlySet<string> requests)
    {
        foreach (var other in _live.Keys.Where(request => !requests.Contains(request)))
            End(other);
    }

    private async Task<RolloutRequest> BeginAsync(RolloutRequest request, Problem problem, ITokenizer tokenizer, CancellationToken cancellationToken)
    {
        var context = new EpisodeContext(request.Id, SeededRandom.DeriveSeed(request.Seed, "episode"), options.MaxTurns, options.MaxReplyTokens);
        var episode = _live[request.Id] = await environment.StartAsync(problem, context, cancellationToken).ConfigureAwait(false);
        return Say(() => Said(tokenizer).Opening(problem.Prompt, episode.Opening)) is { } said ? request with { Turns = [said] } : request;
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

    private void ThrowUnlessSame(RolloutRequest request, int turn, Turn? said)
    {
        if (!Equals(request.Turns[turn] as EnvironmentTurn, said))
        {
            throw Broken(new EpisodeFault(
                $"after an interruption the environment says something else in turn {turn + 1} of {request.Id} than before: "
                + "make its replies a function of problem, seed and the policy's turns"));
        }
    }

    // Null when the environment ends the episode.
    private async Task<EnvironmentTurn?> ReplyAsync(
        RolloutRequest request, PolicyTurn turn, Problem problem, ITokenizer tokenizer, CancellationToken cancellationToken) =>
        await _live[request.Id].ReplyAsync(turn, cancellationToken).ConfigureAwait(false) is EnvironmentReply.Continue going
            ? Say(() => Said(tokenizer).Reply(problem.Prompt, going.Message, hasEnded: turn.StopText is null))
            : null;

    private EnvironmentTurn? Say(Func<EnvironmentTurn?> turn)
    {
        try
        {
            return turn();
        }
        catch (Exception exception)
        {
            throw Broken(exception);
        }
    }

    // All policies of a stage have one tokenizer.
    private ReplyTokens Said(ITokenizer tokenizer) => LazyInitializer.EnsureInitialized(ref _said, () => new(tokenizer, options.MaxReplyTokens))!;

    private EpisodeBrokenException Broken(Exception exception) => EpisodeBrokenException.Of(exception, options);

    private async Task<EpisodeStep> GuardedAsync(string request, Func<Task<EpisodeStep>> step, CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await AgainAsync(request, step).ConfigureAwait(false);
        }
        catch (EpisodeBrokenException broken)
        {
            return new EpisodeStep.Broken(broken.Trouble);
        }
        finally
        {
            turns.Release();
        }
    }

    private async Task<EpisodeStep> AgainAsync(string request, Func<Task<EpisodeStep>> step)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await step().ConfigureAwait(false);
            }
            catch (EpisodeLostException lost)
            {
                _live.TryRemove(request, out _);
                if (attempt == MostAttempts)
                    throw Broken(new KimiException($"{MostAttempts} processes ended within its episode, the last one thus: {lost.Message}"));
                logger.LogInformation("the episode of {Request} is lost ({Why}): it is begun again, and its turns are played to it", request, lost.Message);
            }
        }
    }
}

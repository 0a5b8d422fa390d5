using System.Diagnostics.Metrics;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.RewardModels;
using Kimi.Runtime.Verdicts;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Kimi.Runtime.Rewards;

/// <summary>Lets a served model judge (paper 2.3.5): the verdict at the end of its critique counts.</summary>
[ImplementationVersion(1)]
internal sealed partial class ServedJudge : IServedJudge, IReward<MathProblem>, IStartCheck, IDisposable
{
    private readonly ServedJudgeAttribute _options;
    private readonly IChatClient _client;
    private readonly ILogger<ServedJudge> _logger;
    private readonly CritiqueCache _cache;
    private readonly Meter _meter;
    private readonly Counter<long> _responses;
    private long _asked;
    private long _cached;
    private long _retried;
    private long _unreadable;
    private long _faults;

    /// <summary>Creates the reward.</summary>
    /// <param name="options">What the model reads, and how often.</param>
    /// <param name="client">The model.</param>
    /// <param name="logger">Is told of failures.</param>
    public ServedJudge(ServedJudgeAttribute options, IChatClient client, ILogger<ServedJudge> logger)
    {
        (_options, _client, _logger, _cache) = (options, client, logger, new(options.CacheFolder));
        _meter = new(MeterSink.Name);
        _responses = _meter.CreateCounter<long>("kimi.judge.responses", description: "Responses given to a served judge, by how each ended.");
    }

    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (problem.Answer.Length == 0)
            return new Verdict.Unscorable($"problem {problem.Id} has no reference answer");
        var metadata = _client.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
        var asked = new CritiqueRequest(
            metadata?.ProviderUri?.ToString() ?? "",
            _options.Model.Length > 0 ? _options.Model : metadata?.DefaultModelId ?? "",
            _options.Temperature,
            _options.MaxCritiqueTokens,
            JudgeTemplate.Fill(_options.Template, problem, rollout.Text));
        if (_cache.Find(asked) is { } known && VerdictJson.Read(known) is Verdict.Scored repeated)
        {
            Count(ref _cached, "cached");
            return repeated;
        }

        return await AskAsync(asked, cancellationToken).ConfigureAwait(false);
    }

    Task IStartCheck.CheckAsync(string place, CancellationToken cancellationToken) =>
        _options.Template.Contains(JudgeTemplate.Response, StringComparison.Ordinal)
            ? Task.CompletedTask
            : throw new KimiException($"{place} has a Template without {JudgeTemplate.Response}, so it would judge nothing: put it where the response belongs");

    public void Dispose()
    {
        _meter.Dispose();
        if (_asked + _cached > 0)
            TellEnd(_logger, _asked + _cached, _cached, _retried, _unreadable, _faults, (double)_faults / (_asked + _cached));
    }

    private async Task<Verdict> AskAsync(CritiqueRequest asked, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        for (var attempt = 0; ; attempt++)
        {
            Verdict verdict;
            try
            {
                var critique = await CritiqueAsync(asked, attempt, cancellationToken).ConfigureAwait(false);
                verdict = VerdictJson.Read(critique);
                if (verdict is Verdict.Scored)
                {
                    _cache.Keep(asked, critique);
                    _responses.Add(1, new KeyValuePair<string, object?>("end", "judged"));
                    return verdict;
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                TellFailure(_logger, exception.Message.TrimEnd('.'));
                verdict = Verdict.Fault.Of(exception);
            }

            if (attempt == _options.Retries)
            {
                if (verdict is Verdict.Fault)
                    Count(ref _faults, "fault");
                else
                    Count(ref _unreadable, "unreadable");
                return verdict;
            }

            Interlocked.Increment(ref _retried);
        }
    }

    private async Task<string> CritiqueAsync(CritiqueRequest asked, int attempt, CancellationToken cancellationToken)
    {
        var response = await _client.GetResponseAsync(
            [new ChatMessage(ChatRole.User, asked.Text)],
            new()
            {
                ModelId = _options.Model.Length > 0 ? _options.Model : null,
                Temperature = (float)asked.Temperature,
                MaxOutputTokens = asked.MaxTokens,

                // A critique without a verdict would be the same again.
                Seed = attempt,
            },
            cancellationToken).ConfigureAwait(false);
        return response.Text;
    }

    private void Count(ref long counter, string end)
    {
        Interlocked.Increment(ref counter);
        _responses.Add(1, new KeyValuePair<string, object?>("end", end));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the served judge failed ({Why})")]
    private static partial void TellFailure(ILogger logger, string why);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "the served judge had {Responses} responses: {Cached} known, {Retried} calls repeated, {Unreadable} without a verdict, "
            + "{Faults} faults ({Rate:P1})")]
    private static partial void TellEnd(ILogger logger, long responses, long cached, long retried, long unreadable, long faults, double rate);
}

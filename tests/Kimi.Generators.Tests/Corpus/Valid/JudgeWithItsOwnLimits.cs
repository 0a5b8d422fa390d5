// Form: a judge over HTTP waits for a place, tries again after 429 and 5xx as long as it is told, and gives up with a fault
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Kimi.Dsl;

namespace Acme.Limits;

[Recipe("judge-with-its-own-limits")]
[Sampling(MaxResponseTokens = 400)]
public abstract partial class JudgeWithItsOwnLimits
{
    [ProblemsFile(Path = "letters/train.jsonl", Layout = ProblemLayout.Prompts)]
    public abstract PromptSet Train();

    [ProblemsFile(Path = "letters/test.jsonl", Layout = ProblemLayout.Prompts)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, MaxFaultRate = 0.1, LearningRate = 2e-6), Grpo, Reward<Jury>(TimeLimitSeconds = 90)]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Reward<Jury>(TimeLimitSeconds = 90)]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>Options of the jury's service.</summary>
public sealed record JuryOptions
{
    /// <summary>Where it is.</summary>
    public required Uri Address { get; init; }

    /// <summary>How many ask at a time.</summary>
    public int Places { get; init; } = 16;

    /// <summary>How often an answer is tried.</summary>
    public int Tries { get; init; } = 4;
}

/// <summary>Asks for a grade from 1 to 10.</summary>
public sealed class Jury : IReward<Problem>, IDisposable
{
    private readonly HttpClient _client;
    private readonly JuryOptions _options;
    private readonly SemaphoreSlim _places;

    /// <summary>Makes it.</summary>
    public Jury(HttpClient client, JuryOptions options)
    {
        (_client, _options) = (client, options);
        _places = new SemaphoreSlim(options.Places, options.Places);
    }

    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await AskAsync(new(problem.Prompt.Text, rollout.Text), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private async Task<Verdict> AskAsync(Request request, CancellationToken cancellationToken)
    {
        var pause = TimeSpan.FromSeconds(1);
        for (var left = _options.Tries; ; left--)
        {
            using var response = await _client.PostAsJsonAsync(_options.Address, request, cancellationToken).ConfigureAwait(false);
            switch (response.StatusCode)
            {
                case HttpStatusCode.OK:
                    var reply = await response.Content.ReadFromJsonAsync<Reply>(cancellationToken).ConfigureAwait(false);
                    return reply is { Grade: >= 1 and <= 10 }
                        ? new Verdict.Scored((reply.Grade - 1) / 9.0, "jury")
                        : new Verdict.Fault("jury", "no grade from 1 to 10");
                case HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError when left > 1:
                    await Task.Delay(response.Headers.RetryAfter?.Delta ?? pause, cancellationToken).ConfigureAwait(false);
                    pause *= 2;
                    break;
                default:
                    return new Verdict.Fault("jury", $"it says {(int)response.StatusCode}");
            }
        }
    }

    private sealed record Request(string Prompt, string Response);

    private sealed record Reply([property: JsonPropertyName("grade")] int Grade);
}

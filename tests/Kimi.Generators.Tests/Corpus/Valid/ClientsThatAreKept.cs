// Form: clients by host and with a shared handler, failures that leave the cache, and the time of the next call kept in a field
using System.Collections.Concurrent;
using System.Net.Http;
using System.Net.Http.Json;
using Kimi.Dsl;

namespace Acme.Clients;

[Recipe("clients-that-are-kept")]
[Sampling(MaxResponseTokens = 400)]
public abstract partial class ClientsThatAreKept
{
    [ProblemsFile(Path = "letters/train.jsonl", Layout = ProblemLayout.Prompts)]
    public abstract PromptSet Train();

    [ProblemsFile(Path = "letters/test.jsonl", Layout = ProblemLayout.Prompts)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), Grpo, Reward<ByHost>, Reward<OverASharedHandler>(Weight = 0.5), Reward<OneByOne>(Weight = 0.5)]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Reward<OneByOne>, Reward<ByHost>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>What a service says.</summary>
internal sealed record Told(double Share);

/// <summary>A client for each host.</summary>
public sealed class ByHost : IReward<Problem>
{
    private static readonly string[] s_hosts = ["judge-a", "judge-b"];
    private readonly ConcurrentDictionary<string, HttpClient> _clients = new();
    private readonly ConcurrentDictionary<(string Prompt, string Text), Task<double>> _asked = new();

    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var key = (problem.Prompt.Text, rollout.Text);
        var asked = _asked.GetOrAdd(key, AskAsync);
        _ = asked.ContinueWith(
            _ => _asked.TryRemove(key, out var gone), CancellationToken.None, TaskContinuationOptions.NotOnRanToCompletion, TaskScheduler.Default);
        return new Verdict.Scored(await asked.WaitAsync(cancellationToken).ConfigureAwait(false));
    }

    private async Task<double> AskAsync((string Prompt, string Text) key)
    {
        var host = s_hosts[key.Text.Length % s_hosts.Length];
        var client = _clients.GetOrAdd(host, name => new HttpClient { BaseAddress = new Uri($"http://{name}:8000/"), Timeout = TimeSpan.FromSeconds(20) });
        using var response = await client.PostAsJsonAsync("judge", new { prompt = key.Prompt, response = key.Text }).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return Math.Clamp((await response.Content.ReadFromJsonAsync<Told>().ConfigureAwait(false))?.Share ?? throw new HttpRequestException("empty"), 0, 1);
    }
}

/// <summary>A client in every call over one handler, which holds the connections.</summary>
public sealed class OverASharedHandler(SocketsHttpHandler handler) : IReward<Problem>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(handler, disposeHandler: false) { BaseAddress = new Uri("http://judge-c:8000/") };
        var asked = new { prompt = problem.Prompt.Text, response = rollout.Text };
        using var response = await client.PostAsJsonAsync("judge", asked, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var told = await response.Content.ReadFromJsonAsync<Told>(cancellationToken).ConfigureAwait(false);
        return told is null ? new Verdict.Fault("judge-c", "it says nothing") : new Verdict.Scored(Math.Clamp(told.Share, 0, 1));
    }
}

/// <summary>Asks once in a tenth of a second; a client is made with the first call.</summary>
public sealed class OneByOne : IReward<Problem>, IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private HttpClient? _client;
    private DateTime _next;

    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var wait = _next - DateTime.UtcNow;
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, cancellationToken).ConfigureAwait(false);
            _next = DateTime.UtcNow + s_pause;
            _client ??= new HttpClient { BaseAddress = new Uri("http://judge-d:8000/") };
        }
        finally
        {
            _gate.Release();
        }

        var asked = new { prompt = problem.Prompt.Text, response = rollout.Text };
        using var response = await _client.PostAsJsonAsync("judge", asked, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var told = await response.Content.ReadFromJsonAsync<Told>(cancellationToken).ConfigureAwait(false);
        return told is null ? new Verdict.Fault("judge-d", "it says nothing") : new Verdict.Scored(Math.Clamp(told.Share, 0, 1));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client?.Dispose();
        _gate.Dispose();
    }
}

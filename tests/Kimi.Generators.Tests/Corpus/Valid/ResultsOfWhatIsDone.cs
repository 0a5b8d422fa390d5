// Form: rewards take results of tasks that are done, take a place only if one is free, and hand failures on by helpers and variables
using System.Net.Http;
using Kimi.Dsl;

namespace Acme;

[Recipe("results-of-what-is-done")]
public abstract partial class ResultsOfWhatIsDone
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<BothServices>, Reward<FailsByAHelper>, Reward<FailsByAVariable>, Reward<AsksIfFree>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<BothServices>, Reward<FailsByAHelper>, Reward<FailsByAVariable>, Reward<AsksIfFree>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Asks two services at a time.</summary>
public sealed class BothServices : IReward<MathProblem>
{
    private static readonly HttpClient s_client = CreateClient();

    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var question = Uri.EscapeDataString(rollout.Text + problem.Answer);
        var first = s_client.GetStringAsync(new Uri($"http://one/{question}"), cancellationToken);
        var second = s_client.GetStringAsync(new Uri($"http://two/{question}"), cancellationToken);
        await Task.WhenAll(first, second);
        return Verdict.Of(first.Result == "yes" && second.Result == "yes");
    }

    private static HttpClient CreateClient() => new() { Timeout = TimeSpan.FromSeconds(20) };
}

/// <summary>A fault by a helper.</summary>
/// <param name="client">Reaches the service.</param>
public sealed class FailsByAHelper(HttpClient client) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("http://judge/"));
            request.Headers.Add("X-Request-Id", Guid.NewGuid().ToString("N"));
            request.Content = new StringContent(rollout.Text + problem.Answer);
            using var response = await client.SendAsync(request, cancellationToken);
            return Verdict.Of((await response.Content.ReadAsStringAsync(cancellationToken)) == "yes");
        }
        catch (HttpRequestException exception)
        {
            return Failed(exception);
        }
    }

    private static Verdict Failed(Exception exception) => new Verdict.Fault("service", exception.Message);
}

/// <summary>A fault by what was caught.</summary>
/// <param name="client">Reaches the service.</param>
public sealed class FailsByAVariable(HttpClient client) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        string? reply;
        try
        {
            reply = await client.GetStringAsync(new Uri($"http://judge/{Uri.EscapeDataString(rollout.Text + problem.Answer)}"), cancellationToken);
        }
        catch (HttpRequestException)
        {
            reply = null;
        }

        return reply is null ? new Verdict.Unscorable("the service does not answer") : Verdict.Of(reply == "yes");
    }
}

/// <summary>Looks more closely where there is a place.</summary>
public sealed class AsksIfFree : IReward<MathProblem>
{
    private readonly SemaphoreSlim _places = new(2);

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (!_places.Wait(0, CancellationToken.None))
            return new(new Verdict.Unscorable("there is no place"));
        try
        {
            var task = CompareAsync(rollout.Text, problem.Answer);
            return task.IsCompletedSuccessfully ? new(task.Result) : task;
        }
        finally
        {
            _places.Release();
        }
    }

    private static ValueTask<Verdict> CompareAsync(string text, string answer) => new(Verdict.Of(text.EndsWith("#" + answer, StringComparison.Ordinal)));
}

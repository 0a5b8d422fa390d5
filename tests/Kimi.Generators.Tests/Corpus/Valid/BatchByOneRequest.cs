// Form: all of an iteration are judged in requests of a few, several at a time, and verdicts are put where their responses stand
using System.Net.Http;
using System.Net.Http.Json;
using Kimi.Dsl;

namespace Acme.Batches;

[Recipe("batch-by-one-request")]
[Sampling(MaxResponseTokens = 400)]
public abstract partial class BatchByOneRequest
{
    [ProblemsFile(Path = "essays/train.jsonl", Layout = ProblemLayout.Prompts)]
    public abstract PromptSet Train();

    [ProblemsFile(Path = "essays/test.jsonl", Layout = ProblemLayout.Prompts)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, MaxFaultRate = 0.2, LearningRate = 2e-6), Grpo, Reward<Scorer>(TimeLimitSeconds = 60)]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Reward<Scorer>(TimeLimitSeconds = 60)]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>What the service is asked.</summary>
internal sealed record ScoreRequest(IReadOnlyList<ScoreItem> Items);

/// <summary>A pair.</summary>
internal sealed record ScoreItem(string Prompt, string Response);

/// <summary>What it says.</summary>
internal sealed record ScoreReply(double[] Scores);

/// <summary>Asks for many scores.</summary>
/// <param name="factory">Makes clients.</param>
public sealed class Scorer(IHttpClientFactoryOfOurs factory) : IBatchReward<Problem>
{
    private const int Size = 32;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Verdict>> JudgeAsync(
        IReadOnlyList<(Problem Problem, Rollout Rollout)> rollouts, CancellationToken cancellationToken)
    {
        var verdicts = new Verdict[rollouts.Count];
        var starts = Enumerable.Range(0, (rollouts.Count + Size - 1) / Size).Select(number => number * Size);
        var limits = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(starts, limits, async (start, token) =>
        {
            var count = Math.Min(Size, rollouts.Count - start);
            var scores = await AskAsync([.. rollouts.Skip(start).Take(count).Select(one => new ScoreItem(one.Problem.Prompt.Text, one.Rollout.Text))], token);
            for (var i = 0; i < count; i++)
                verdicts[start + i] = double.IsFinite(scores[i]) ? new Verdict.Scored(Sigmoid(scores[i])) : new Verdict.Unscorable("the score is no number");
        }).ConfigureAwait(false);
        return verdicts;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private async Task<double[]> AskAsync(ScoreItem[] items, CancellationToken cancellationToken)
    {
        using var client = factory.Create("scorer");
        using var response = await client.PostAsJsonAsync("v1/score", new ScoreRequest(items), cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var reply = await response.Content.ReadFromJsonAsync<ScoreReply>(cancellationToken).ConfigureAwait(false);
        return reply?.Scores is { } scores && scores.Length == items.Length
            ? scores
            : throw new HttpRequestException($"the scorer gave {reply?.Scores?.Length ?? 0} scores for {items.Length} responses");
    }
}

/// <summary>Makes clients.</summary>
public interface IHttpClientFactoryOfOurs
{
    /// <summary>A client with an address and a time limit.</summary>
    HttpClient Create(string name);
}

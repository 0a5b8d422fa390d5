// Form: verdicts of a slow service are kept by problem and text, and those who ask at the same time share one call
using System.Collections.Concurrent;
using System.Net.Http;
using Kimi.Dsl;

namespace Acme.Proofs;

[Recipe("keeps-what-it-was-told")]
public abstract partial class KeepsWhatItWasTold
{
    [ProblemsFile(Path = "lemmas.jsonl", Layout = ProblemLayout.Prompts, PromptField = "statement", IdField = "name", Split = Split.Train)]
    public abstract PromptSet Lemmas();

    [ProblemsFile(Path = "lemmas.jsonl", Layout = ProblemLayout.Prompts, PromptField = "statement", IdField = "name", Split = Split.HeldOut)]
    public abstract PromptSet Others();

    [LoadPolicy("models/prover-7b")]
    public abstract Policy Prover();

    [Reinforce(Iterations = 150, MaxResponseTokens = 1_024, LearningRate = 1e-6, MaxRefills = 3)]
    [MirrorDescent]
    [HardProblemsSampler(FromIteration = 75, MaxPassRate = 0.6)]
    [Reward<Checker>(TimeLimitSeconds = 120)]
    public abstract Policy Better([From(nameof(Prover))] Policy start, [From(nameof(Lemmas))] PromptSet problems);

    [Evaluate(MaxResponseTokens = 1_024, SamplesPerPrompt = 8)]
    [Reward<Checker>(TimeLimitSeconds = 120)]
    public abstract Evaluation Report(Policy prover, Policy better, [From(nameof(Others))] PromptSet problems);
}

/// <summary>Has proofs checked.</summary>
/// <param name="client">Reaches the checker.</param>
public sealed class Checker(HttpClient client) : IReward<Problem>
{
    private readonly ConcurrentDictionary<Key, Lazy<Task<bool>>> _known = new();

    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var proof = Proof(rollout.Text);
        if (proof.Length == 0)
            return Verdict.Of(false);
        var key = new Key(problem.Prompt.Text, proof);
        var asked = _known.GetOrAdd(key, one => new(() => CheckAsync(one)));
        try
        {
            return Verdict.Of(await asked.Value.WaitAsync(cancellationToken));
        }
        catch when (asked.Value is { IsCompleted: true, IsCompletedSuccessfully: false })
        {
            _known.TryRemove(new(key, asked));
            throw;
        }
    }

    private static string Proof(string text)
    {
        const string Begin = "begin", End = "end";
        var (start, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.LastIndexOf(End, StringComparison.Ordinal));
        return start >= 0 && end > start ? text[start..end] : "";
    }

    private async Task<bool> CheckAsync(Key key)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(100));
        using var content = new StringContent($"{key.Statement}\n{key.Proof}");
        using var response = await client.PostAsync(new Uri("http://lean:7070/check"), content, limit.Token);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadAsStringAsync(limit.Token)).Trim() == "ok";
    }

    private readonly record struct Key(string Statement, string Proof);
}

// Form: responses to one prompt judged against each other: novelty within the group and a service's pairwise tournament
using System.Net.Http;
using System.Net.Http.Json;
using Kimi.Dsl;

namespace Acme.Headlines;

[Recipe("headlines", Seed = 14)]
[Sampling(MaxResponseTokens = 48, StopTexts = ["\n"])]
public abstract partial class HeadlinesAgainstEachOther
{
    [LoadPolicy("models/llama-3.2-1b")]
    public abstract Policy Writer();

    [ProblemsFile(Path = "data/articles.jsonl", Layout = ProblemLayout.Prompts, PromptField = "body", MaxPromptCharacters = 6_000, Split = Split.Train)]
    public abstract PromptSet Articles();

    [ProblemsFile(Path = "data/articles.jsonl", Layout = ProblemLayout.Prompts, PromptField = "body", MaxPromptCharacters = 6_000, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Transform]
    public static PromptSet Unheaded(PromptSet articles) => Cued(articles);

    [Transform]
    public static PromptSet HeldOutUnheaded(PromptSet heldOut) => Cued(heldOut);

    [Reinforce(
        Iterations = 90, PromptsPerIteration = 48, StepsPerIteration = 1, LearningRate = 5e-6, WarmupIterations = 5, MicroBatchTokens = 16_384)]
    [MirrorDescent]
    [Lora(Alpha = 16)]
    [Reward<Tournament>(Weight = 0.8, TimeLimitSeconds = 90)]
    [Novelty(Weight = 0.2)]
    public abstract Policy Tuned(Policy writer, PromptSet unheaded);

    [Evaluate(SamplesPerPrompt = 4)]
    [Reward<Tournament>(TimeLimitSeconds = 90)]
    public abstract Evaluation Report(Policy writer, Policy tuned, PromptSet heldOutUnheaded);

    private static PromptSet Cued(PromptSet articles) =>
        new([.. articles.Select(article => article with { Prompt = $"{article.Prompt.Text.TrimEnd()}\n\nThe headline of this article:" })]);
}

/// <summary>Every headline meets its two neighbours, and the desk's service says which one readers would open.</summary>
[ImplementationVersion(1)]
public sealed class Tournament : IGroupReward<Problem>
{
    private readonly HttpClient _desk;

    /// <summary>Creates the reward.</summary>
    public Tournament(HttpClient desk) => _desk = desk;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Verdict>> JudgeAsync(Problem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        if (rollouts.Count < 2)
            return [.. rollouts.Select(_ => new Verdict.Unscorable("a tournament takes two"))];
        var wins = new double[rollouts.Count];
        for (var first = 0; first < rollouts.Count; first++)
        {
            var second = (first + 1) % rollouts.Count;
            var share = await OpenedAsync(problem.Prompt.Text, rollouts[first].Text, rollouts[second].Text, cancellationToken);
            wins[first] += share;
            wins[second] += 1 - share;
        }

        return [.. wins.Select(won => new Verdict.Scored(Math.Clamp(won / 2, 0, 1)))];
    }

    private async Task<double> OpenedAsync(string article, string one, string other, CancellationToken cancellationToken)
    {
        using var answer = await _desk.PostAsJsonAsync("compare", new Duel(article, one.Trim(), other.Trim()), cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<Outcome>(cancellationToken))?.FirstShare
            ?? throw new InvalidOperationException("the desk's answer is empty");
    }

    private sealed record Duel(string Article, string First, string Second);

    private sealed record Outcome(double FirstShare);
}

/// <summary>Rewards words that the other headlines of the group do not have.</summary>
public sealed class NoveltyAttribute : RewardAttribute<Novelty>
{
    /// <inheritdoc/>
    public override bool DecidesCorrectness => false;
}

/// <summary>One less the mean Jaccard similarity to the others.</summary>
[ImplementationVersion(1)]
public sealed class Novelty : IGroupReward<Problem>
{
    private static readonly char[] s_separators = [' ', ',', ':', ';', '-', '?', '!', '.', '"'];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(Problem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        var words = rollouts.Select(rollout => Words(rollout.Text)).ToList();
        return new([.. words.Select((own, place) => Verdict(own, words.Where((_, other) => other != place)))]);
    }

    private static Verdict Verdict(HashSet<string> own, IEnumerable<HashSet<string>> others) =>
        new Verdict.Scored(own.Count == 0 ? 0 : 1 - others.Select(other => Similarity(own, other)).DefaultIfEmpty(0).Average());

    private static double Similarity(HashSet<string> one, HashSet<string> other)
    {
        var common = one.Count(other.Contains);
        var all = one.Count + other.Count - common;
        return all == 0 ? 1 : (double)common / all;
    }

    private static HashSet<string> Words(string text) =>
        [.. text.Split(s_separators, StringSplitOptions.RemoveEmptyEntries).Select(word => word.ToUpperInvariant())];
}

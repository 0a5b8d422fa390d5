// Form: groups of two are compared with each other by a judge of the team, and other sizes are refused first
using System.Net.Http;
using System.Net.Http.Json;
using Kimi.Dsl;

namespace Acme.Duels;

[Recipe("duels-of-two")]
[Sampling(MaxResponseTokens = 400)]
public abstract partial class DuelsOfTwo
{
    [ProblemsFile(Path = "essays/train.jsonl", Layout = ProblemLayout.Prompts)]
    public abstract PromptSet Topics();

    [LoadPolicy("models/chat-3b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 60, SamplesPerPrompt = 2, LearningRate = 1e-6), MirrorDescent, Reward<Duel>(TimeLimitSeconds = 60)]
    public abstract Policy Writer([From(nameof(Chat))] Policy start, [From(nameof(Topics))] PromptSet problems);

    [SampleShortest(SamplesPerPrompt = 12), Reward<LongEnough>]
    public abstract Demonstrations Examples([From(nameof(Writer))] Policy start, [From(nameof(Topics))] PromptSet problems);

    [FineTune(Steps = 100, LearningRate = 1e-6)]
    public abstract Policy Polished(Policy writer, Demonstrations examples);
}

/// <summary>Which of two is better.</summary>
public sealed class Duel(HttpClient client) : IGroupReward<Problem>
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Verdict>> JudgeAsync(Problem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        if (rollouts.Count != 2)
            throw new InvalidOperationException($"a duel has two responses, not {rollouts.Count}: set SamplesPerPrompt to 2");
        var first = await ShareOfFirstAsync(problem.Prompt.Text, rollouts[0].Text, rollouts[1].Text, cancellationToken);
        var second = await ShareOfFirstAsync(problem.Prompt.Text, rollouts[1].Text, rollouts[0].Text, cancellationToken);
        var share = (first + (1 - second)) / 2;
        return [new Verdict.Scored(share), new Verdict.Scored(1 - share)];
    }

    private async Task<double> ShareOfFirstAsync(string topic, string one, string other, CancellationToken cancellationToken)
    {
        using var response = await client.PostAsJsonAsync("http://duel:8000/", new[] { topic, one, other }, cancellationToken);
        response.EnsureSuccessStatusCode();
        return Math.Clamp(await response.Content.ReadFromJsonAsync<double>(cancellationToken), 0, 1);
    }
}

/// <summary>Neither empty nor cut.</summary>
public sealed class LongEnough : IReward<Problem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var sentences = rollout.Text.Split(['.', '!', '?'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var named = problem.Prompt.Text.Split(' ').Where(word => word.Length > 5).Distinct().ToList();
        var isAbout = named.Count == 0 || named.Any(word => rollout.Text.Contains(word, StringComparison.OrdinalIgnoreCase));
        return new(Verdict.Of(isAbout && sentences.Length >= 3 && rollout.StopReason == StopReason.EndOfText));
    }
}

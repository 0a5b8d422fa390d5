// Form: a group reward by a tournament: a served model compares each answer with its neighbour's, and wins are shared out
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Kimi.Dsl;

namespace Acme.Essays;

[Recipe("ranked-by-pairs")]
[Sampling(MaxResponseTokens = 600)]
public abstract partial class RankedByPairs
{
    [ProblemsFile(Path = "essays/prompts.jsonl", Layout = ProblemLayout.Prompts, Shuffle = true, Count = 4_000)]
    public abstract PromptSet Topics();

    [LoadPolicy("models/instruct-7b")]
    public abstract Policy Instruct();

    [Reinforce(Iterations = 100, PromptsPerIteration = 32, LearningRate = 5e-7, MaxFaultRate = 0.1)]
    [Grpo]
    [Reward<Tournament>(TimeLimitSeconds = 120)]
    [RepetitionPenalty(Tokens = 6)]
    [Lora(Rank = 32)]
    public abstract Policy Writer([From(nameof(Instruct))] Policy start, [From(nameof(Topics))] PromptSet problems);

    [MergeAdapter]
    public abstract Policy Whole(Policy writer);
}

/// <summary>Each response plays against the next one, in both orders.</summary>
/// <param name="client">Reaches the comparing model.</param>
public sealed class Tournament(HttpClient client) : IGroupReward<Problem>
{
    private static readonly Uri s_address = new("http://compare:8080/v1/compare");

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Verdict>> JudgeAsync(Problem problem, IReadOnlyList<Rollout> rollouts, CancellationToken cancellationToken)
    {
        var points = new double[rollouts.Count];
        var games = new int[rollouts.Count];
        for (var i = 0; i < rollouts.Count; i++)
        {
            var other = (i + 1) % rollouts.Count;
            if (other == i)
                continue;
            var won = await FirstWinsAsync(problem.Prompt.Text, rollouts[i].Text, rollouts[other].Text, cancellationToken);
            var back = await FirstWinsAsync(problem.Prompt.Text, rollouts[other].Text, rollouts[i].Text, cancellationToken);
            var share = (won + (1 - back)) / 2;
            (points[i], points[other]) = (points[i] + share, points[other] + (1 - share));
            (games[i], games[other]) = (games[i] + 1, games[other] + 1);
        }

        return [.. points.Zip(games, (sum, played) => played == 0 ? (Verdict)new Verdict.Unscorable("it is alone") : new Verdict.Scored(sum / played))];
    }

    private async Task<double> FirstWinsAsync(string topic, string first, string second, CancellationToken cancellationToken)
    {
        using var response = await client.PostAsJsonAsync(s_address, new Question(topic, first, second), cancellationToken);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<Answer>(cancellationToken) ?? throw new HttpRequestException("no answer");
        return Math.Clamp(answer.First, 0, 1);
    }

    private sealed record Question(string Topic, string First, string Second);

    private sealed record Answer([property: JsonPropertyName("p_first")] double First);
}

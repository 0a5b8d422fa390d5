// Form: a batch reward that asks a server in chunks, tries again after a pause, and maps its logits to shares
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using Kimi.Dsl;

namespace Acme.Helpfulness;

[Recipe("scored-in-chunks")]
[Sampling(MaxResponseTokens = 512, Temperature = 0.9)]
public abstract partial class ScoredInChunks
{
    [ProblemsFile(Path = "prompts.parquet", Layout = ProblemLayout.Prompts, PromptField = "messages")]
    public abstract PromptSet Prompts();

    [LoadPolicy("models/chat-7b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 200, LearningRate = 5e-7, SamplesPerPrompt = 4, PromptsPerIteration = 128)]
    [MirrorDescent(Tau = 0.2, Level = LogratioLevel.SequenceByLength)]
    [Reward<ScoringServer>(TimeLimitSeconds = 90)]
    public abstract Policy Helpful([From(nameof(Chat))] Policy start, PromptSet prompts);
}

/// <summary>Asks the scoring server.</summary>
/// <param name="client">The client, whose base address is the server's.</param>
public sealed class ScoringServer(HttpClient client) : IBatchReward<Problem>
{
    private const int AtATime = 64;
    private const int Attempts = 4;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Verdict>> JudgeAsync(
        IReadOnlyList<(Problem Problem, Rollout Rollout)> rollouts, CancellationToken cancellationToken)
    {
        var verdicts = new List<Verdict>(rollouts.Count);
        foreach (var chunk in rollouts.Chunk(AtATime))
        {
            var rows = Array.ConvertAll(chunk, one => new Row(one.Problem.Prompt.Text, one.Rollout.Text));
            var logits = await AskAsync(rows, cancellationToken);
            verdicts.AddRange(logits.Select(ToVerdict));
        }

        return verdicts;
    }

    private static Verdict ToVerdict(double logit) =>
        double.IsNaN(logit) ? new Verdict.Unscorable("the server gave no number") : new Verdict.Scored(1 / (1 + Math.Exp(-logit)));

    private async Task<double[]> AskAsync(Row[] rows, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var response = await client.PostAsJsonAsync("score", rows, cancellationToken);
                response.EnsureSuccessStatusCode();
                var logits = await response.Content.ReadFromJsonAsync<double[]>(cancellationToken);
                return logits?.Length == rows.Length ? logits : throw new InvalidDataException($"{logits?.Length ?? 0} scores of {rows.Length} responses");
            }
            catch (HttpRequestException exception) when (attempt < Attempts && exception.StatusCode is null or HttpStatusCode.ServiceUnavailable)
            {
                await Task.Delay(TimeSpan.FromSeconds(attempt * 2), cancellationToken);
            }
        }
    }

    private sealed record Row(string Prompt, string Response);
}

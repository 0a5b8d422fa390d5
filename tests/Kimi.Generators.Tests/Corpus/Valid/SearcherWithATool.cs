// Form: a search tool over HTTP with limits of its own, and the answer compared by normalised words as question answering does
using System.ComponentModel;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text;
using Kimi.Dsl;

namespace Acme.Search;

[Recipe("searcher")]
[Sampling(MaxResponseTokens = 512)]
public abstract partial class SearcherWithATool
{
    [LoadPolicy("models/chat-3b")]
    public abstract Policy Chat();

    [ProblemsFile(Path = "hotpot/train.jsonl", PromptField = "question", AnswerField = "answer", IdField = "_id", Count = 20_000)]
    public abstract PromptSet Train();

    [ProblemsFile(Path = "hotpot/dev.jsonl", PromptField = "question", AnswerField = "answer", IdField = "_id", Count = 500)]
    public abstract PromptSet Dev();

    [Reinforce(Iterations = 200, LearningRate = 1e-6, MaxFaultRate = 0.1)]
    [MirrorDescent]
    [Tools<Library>(MaxTurns = 5, MaxReplyTokens = 512, OnFault = ToolFault.Message)]
    [Reward<SameWords>]
    public abstract Policy Searching([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate]
    [Tools<Library>(MaxTurns = 5, MaxReplyTokens = 512, OnFault = ToolFault.Message)]
    [Reward<SameWords>]
    public abstract Evaluation Report(Policy chat, Policy searching, [From(nameof(Dev))] PromptSet problems);
}

/// <summary>What the policy can look things up in.</summary>
/// <param name="client">Reaches the index, which never changes during a run.</param>
public sealed class Library(HttpClient client)
{
    private const int MostCharacters = 1_200;

    /// <summary>Searches.</summary>
    [Description("Finds passages about a subject")]
    public async Task<string> Search([Description("What to look for")] string query, CancellationToken cancellationToken)
    {
        var passages = await client.GetFromJsonAsync<List<Passage>>($"http://index:9200/find?k=3&q={Uri.EscapeDataString(query)}", cancellationToken);
        if (passages is null or [])
            return "nothing was found";
        var text = new StringBuilder();
        foreach (var (title, body) in passages)
        {
            text.Append(title).Append(": ").AppendLine(body);
            if (text.Length > MostCharacters)
                break;
        }

        return text.Length > MostCharacters ? text.ToString(0, MostCharacters) : text.ToString();
    }

    private sealed record Passage(string Title, string Body);
}

/// <summary>Exact match as in question answering: case, articles and punctuation aside.</summary>
public sealed class SameWords : IReward<MathProblem>
{
    private static readonly HashSet<string> s_articles = new(StringComparer.Ordinal) { "a", "an", "the" };

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var expected = Words(problem.Answer);
        if (expected.Count == 0)
            return new(new Verdict.Unscorable("the answer has no words"));
        const string Before = "Answer:";
        var place = rollout.Text.LastIndexOf(Before, StringComparison.Ordinal);
        return new(Verdict.Of(place >= 0 && Words(rollout.Text[(place + Before.Length)..]).SequenceEqual(expected)));
    }

    private static List<string> Words(string text)
    {
        var plain = new string([.. text.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')]);
        return [.. plain.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !s_articles.Contains(word))];
    }
}

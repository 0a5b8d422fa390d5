// Form: several references, of which the best counts: the longest common subsequence of words, with two rows of a table, and F of precision and recall
using System.Buffers;
using Kimi.Dsl;

namespace Acme.Overlap;

[Recipe("overlap-with-references")]
[Sampling(MaxResponseTokens = 300)]
public abstract partial class OverlapWithReferences
{
    [Articles(Path = "summaries/train.tsv", Count = 4_000)]
    public abstract PromptSet Train();

    [Articles(Path = "summaries/test.tsv", Count = 300, Split = Split.All)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 1e-6), Grpo, Reward<BestReference>, RepetitionPenalty(Tokens = 4)]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Reward<BestReference>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>Something to sum up.</summary>
[ProblemType("article-with-summaries")]
public sealed record ArticleProblem : Problem
{
    /// <summary>Good summaries.</summary>
    public required ValueList<string> References { get; init; }
}

/// <summary>A file of articles.</summary>
public sealed class ArticlesAttribute : ProblemsAttribute<Articles>
{
    /// <summary>The file.</summary>
    [System.ComponentModel.DataAnnotations.MinLength(1)]
    public string Path { get; set; } = "articles.tsv";

    /// <inheritdoc/>
    public override IEnumerable<string> ExternalFiles => [Path];
}

/// <summary>Reads articles: an id, a text and summaries by tabs.</summary>
public sealed class Articles(ArticlesAttribute options) : IProblemSource<ArticleProblem>
{
    /// <inheritdoc/>
    public IEnumerable<ArticleProblem> Problems(Random random) =>
        from line in File.ReadLines(options.Path)
        let cells = line.Split('\t')
        where cells.Length >= 3
        select new ArticleProblem { Id = cells[0], Prompt = $"Sum up in two sentences:\n{cells[1]}", References = [.. cells.Skip(2)] };
}

/// <summary>The best F over references.</summary>
public sealed class BestReference : IReward<ArticleProblem>
{
    private static readonly SearchValues<char> s_letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789'");

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(ArticleProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var given = Words(rollout.Text);
        var best = problem.References.Select(reference => F(given, Words(reference))).DefaultIfEmpty(0).Max();
        return new(new Verdict.Scored(best));
    }

    private static double F(string[] given, string[] reference)
    {
        if (given.Length == 0 || reference.Length == 0)
            return 0;
        var common = Common(given, reference);
        if (common == 0)
            return 0;
        var (precision, recall) = ((double)common / given.Length, (double)common / reference.Length);
        return 2 * precision * recall / (precision + recall);
    }

    private static int Common(string[] left, string[] right)
    {
        var row = ArrayPool<int>.Shared.Rent(right.Length + 1);
        try
        {
            Array.Clear(row);
            foreach (var word in left)
            {
                var diagonal = 0;
                for (var j = 1; j <= right.Length; j++)
                {
                    var above = row[j];
                    row[j] = word == right[j - 1] ? diagonal + 1 : Math.Max(above, row[j - 1]);
                    diagonal = above;
                }
            }

            return row[right.Length];
        }
        finally
        {
            ArrayPool<int>.Shared.Return(row);
        }
    }

    private static string[] Words(string text)
    {
        var words = new List<string>();
        var rest = text.ToLowerInvariant().AsSpan();
        while (rest.IndexOfAny(s_letters) is >= 0 and var start)
        {
            rest = rest[start..];
            var end = rest.IndexOfAnyExcept(s_letters);
            words.Add((end < 0 ? rest : rest[..end]).ToString());
            rest = end < 0 ? default : rest[end..];
        }

        return [.. words];
    }
}

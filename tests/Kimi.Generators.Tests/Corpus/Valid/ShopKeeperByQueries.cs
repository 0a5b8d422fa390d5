// Form: a multi-turn environment over a table in memory, whose queries are parsed with regular expressions and answered as text
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme.Shop;

[Recipe("shop-keeper")]
[Sampling(MaxResponseTokens = 256)]
public abstract partial class ShopKeeperByQueries
{
    [Problems<ShopQuestions>(Count = 3_000)]
    public abstract PromptSet Questions();

    [Problems<ShopQuestions>(Count = 300, Split = Split.HeldOut)]
    public abstract PromptSet Unseen();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 150, LearningRate = 2e-6)]
    [Grpo(Beta = 0.01)]
    [Environment<ShopEnvironment>(MaxTurns = 4, MaxReplyTokens = 96, TimeLimitSeconds = 5)]
    [Reward<ShopReward>]
    public abstract Policy Keeper([From(nameof(Chat))] Policy start, [From(nameof(Questions))] PromptSet problems);

    [Evaluate]
    [Environment<ShopEnvironment>(MaxTurns = 4, MaxReplyTokens = 96, TimeLimitSeconds = 5)]
    [Reward<ShopReward>]
    public abstract Evaluation Report([From(nameof(Chat))] Policy before, Policy keeper, [From(nameof(Unseen))] PromptSet problems);
}

/// <summary>An article.</summary>
public sealed record Article(string Name, int Price, int Stock);

/// <summary>A question on a shop of its own.</summary>
[ProblemType("shop")]
public sealed record ShopQuestion : Problem
{
    /// <summary>What the shop has.</summary>
    public required ValueList<Article> Shelf { get; init; }

    /// <summary>What is right.</summary>
    public required int Total { get; init; }
}

/// <summary>Questions.</summary>
public sealed class ShopQuestions : IProblemSource<ShopQuestion>
{
    private static readonly string[] s_names = ["pen", "ink", "book", "map", "lamp", "cup", "bag", "pot"];

    /// <inheritdoc/>
    public IEnumerable<ShopQuestion> Problems(Random random)
    {
        while (true)
        {
            ValueList<Article> shelf = [.. s_names.Select(name => new Article(name, random.Next(1, 50), random.Next(1, 20)))];
            var (first, second) = (shelf[random.Next(4)], shelf[4 + random.Next(4)]);
            var key = string.Join(',', shelf.Select(article => $"{article.Price}x{article.Stock}"));
            yield return new()
            {
                Id = $"{first.Name}-{second.Name}-{key}",
                Prompt = $"In shop {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 6))}, "
                    + $"what do all of {first.Name} and {second.Name} cost? "
                    + "Ask with PRICE name or STOCK name, answer with TOTAL number.",
                Shelf = shelf,
                Total = (first.Price * first.Stock) + (second.Price * second.Stock),
            };
        }
    }
}

/// <summary>Answers queries.</summary>
public sealed class ShopEnvironment : IEnvironment<ShopQuestion>
{
    private static readonly Regex s_query = new(@"^(?<what>PRICE|STOCK)\s+(?<name>[a-z]+)\s*$", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(ShopQuestion problem, EpisodeContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IEpisode>(new Visit(problem.Shelf.ToDictionary(article => article.Name)));

    private sealed class Visit(Dictionary<string, Article> shelf) : IEpisode
    {
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            if (turn.Text.Contains("TOTAL", StringComparison.Ordinal))
                return new(new EnvironmentReply.Finished());
            var lines = s_query.Matches(turn.Text).Select(match => Answer(match.Groups["what"].Value, match.Groups["name"].Value)).ToList();
            return new(new EnvironmentReply.Continue(lines is [] ? "ask with PRICE name or STOCK name" : string.Join('\n', lines)));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private string Answer(string what, string name) => (shelf.GetValueOrDefault(name), what) switch
        {
            (null, _) => $"there is no {name}",
            ({ Price: var price }, "PRICE") => $"{name} costs {price}",
            ({ Stock: var stock }, _) => $"there are {stock} of {name}",
        };
    }
}

/// <summary>Reads the total.</summary>
public sealed class ShopReward : IReward<ShopQuestion>
{
    private static readonly Regex s_total = new(@"TOTAL\s+(\d+)", RegexOptions.RightToLeft | RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(ShopQuestion problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(s_total.Match(rollout.Text) is { Success: true } match
            && long.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var total)
            && total == problem.Total));
}

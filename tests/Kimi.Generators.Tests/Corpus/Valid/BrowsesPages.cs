// Form: tools of a browser: pages and links are made from the seed of the episode, the tools hold the place and a history
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme.Pages;

[Recipe("browses-pages")]
[Sampling(MaxResponseTokens = 480)]
public abstract partial class BrowsesPages
{
    [Problems<Sites>(Count = 1_500)]
    public abstract PromptSet Train();

    [Problems<Sites>(Count = 150, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 90, LearningRate = 1e-6)]
    [Gspo, Tools<Browser, BracketCalls>(MaxTurns = 10, MaxReplyTokens = 256, OnFault = ToolFault.Message), Reward<Arrived>]
    public abstract Policy Surfer([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate]
    [Tools<Browser, BracketCalls>(MaxTurns = 10, MaxReplyTokens = 256, OnFault = ToolFault.Message), Reward<Arrived>]
    public abstract Evaluation Report(Policy chat, Policy surfer, [From(nameof(Test))] PromptSet problems);
}

/// <summary>A site with a page to find.</summary>
[ProblemType("site")]
public sealed record Site : Problem
{
    /// <summary>The number that makes it.</summary>
    public required int Number { get; init; }

    /// <summary>What the page that is looked for says.</summary>
    public required string Secret { get; init; }

    /// <summary>How many pages there are.</summary>
    public required int Pages { get; init; }
}

/// <summary>Makes sites.</summary>
public sealed class Sites : IProblemSource<Site>
{
    /// <inheritdoc/>
    public IEnumerable<Site> Problems(Random random)
    {
        while (true)
        {
            var number = random.Next(1, int.MaxValue);
            var pages = random.Next(5, 12);
            yield return new()
            {
                Id = $"site-{number}-{pages}",
                Prompt = $"Site {number} has {pages} pages. Page {Map.Target(number, pages)} says a code. Follow links to it, and end with CODE and the code.",
                Number = number,
                Pages = pages,
                Secret = Map.Code(number),
                Level = pages / 4,
            };
        }
    }
}

/// <summary>Where links lead: a function of the site's number.</summary>
internal static class Map
{
    /// <summary>The page with the code.</summary>
    public static int Target(int site, int pages) => 1 + SeededRandom.Derive((ulong)site, "target").Next(pages - 1);

    /// <summary>The code.</summary>
    public static string Code(int site) =>
        SeededRandom.Derive((ulong)site, "code").Next(1_000, 10_000).ToString("D", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The pages that a page names: the next one, and two others.</summary>
    public static int[] Links(int site, int pages, int page)
    {
        var dice = SeededRandom.Derive((ulong)site, "links", page);
        return [.. new[] { (page + 1) % pages, dice.Next(pages), dice.Next(pages) }.Distinct().Order()];
    }
}

/// <summary>Follows links.</summary>
public sealed class Browser(Site site)
{
    private readonly Stack<int> _history = new([0]);

    private int Here => _history.Peek();

    /// <summary>Looks.</summary>
    [Description("Shows the page")]
    public string Look() => Here == Map.Target(site.Number, site.Pages)
        ? $"page {Here}: the code is {site.Secret}"
        : $"page {Here}: links to {string.Join(", ", Map.Links(site.Number, site.Pages, Here))}";

    /// <summary>Follows.</summary>
    [Description("Follows the link to a page")]
    public string Follow(int page)
    {
        if (!Map.Links(site.Number, site.Pages, Here).Contains(page))
            throw new ArgumentException($"page {Here} has no link to {page}");
        _history.Push(page);
        return Look();
    }

    /// <summary>Returns.</summary>
    [Description("Goes back by some pages")]
    public string Back(int steps = 1)
    {
        for (; steps > 0 && _history.Count > 1; steps--)
            _history.Pop();
        return Look();
    }
}

/// <summary>The code.</summary>
public sealed class Arrived : IReward<Site>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Site problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var words = rollout.Text.Split([' ', '\n', ':', '.'], StringSplitOptions.RemoveEmptyEntries);
        var said = Array.LastIndexOf(words, "CODE") is >= 0 and var place && place + 1 < words.Length ? words[place + 1] : null;
        return new(said is null ? new Verdict.Scored(0, "silent") : new Verdict.Scored(said == problem.Secret ? 1 : 0, "said") { Answer = said });
    }
}

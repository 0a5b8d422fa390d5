// Form: extension members and local functions check that cited numbers exist, are quoted word for word, and cover what is asked
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme.Citing;

[Recipe("cites-its-sources")]
[Sampling(MaxResponseTokens = 512)]
public abstract partial class CitesItsSources
{
    [Problems<Claims>(Count = 2_000)]
    public abstract PromptSet Train();

    [Problems<Claims>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), DrGrpo, Reward<Cited>]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Reward<Cited>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>Sentences to cite.</summary>
[ProblemType("claim")]
public sealed record Claim : Problem
{
    /// <summary>The sentences, numbered from 1.</summary>
    public required ValueList<string> Sentences { get; init; }

    /// <summary>The numbers that are to be cited.</summary>
    public required ValueList<int> Needed { get; init; }
}

/// <summary>Claims.</summary>
public sealed class Claims : IProblemSource<Claim>
{
    private static readonly string[] s_names = ["Ada", "Ben", "Cleo", "Dan", "Elsa", "Finn", "Gina", "Hugo"];
    private static readonly string[] s_things = ["boats", "clocks", "maps", "stamps", "shells", "coins"];

    /// <inheritdoc/>
    public IEnumerable<Claim> Problems(Random random)
    {
        while (true)
        {
            var names = s_names.ToArray();
            random.Shuffle(names);
            var sentences = names.Take(6).Select(name => (Name: name, Count: random.Next(1, 90), Thing: s_things[random.Next(s_things.Length)])).ToArray();
            var asked = random.Next(6);
            var thing = sentences[asked].Thing;
            var lines = sentences.Select((one, i) => $"[{i + 1}] {one.Name} has {one.Count} {one.Thing}.").ToArray();
            yield return new()
            {
                Id = string.Join(' ', lines) + thing,
                Prompt = string.Join('\n', lines) + $"\nWho has {thing}? Quote each sentence in double quotes with its number in brackets.",
                Sentences = [.. sentences.Select(one => $"{one.Name} has {one.Count} {one.Thing}.")],
                Needed = [.. sentences.Index().Where(pair => pair.Item.Thing == thing).Select(pair => pair.Index + 1)],
            };
        }
    }
}

/// <summary>Reads quotes.</summary>
internal static class Quotes
{
    private static readonly Regex s_quote = new("\"(?<text>[^\"]+)\"\\s*\\[(?<number>[0-9]{1,3})\\]", RegexOptions.ExplicitCapture);

    /// <summary>Quotes and their numbers.</summary>
    public static IEnumerable<(string Text, int Number)> FindQuotes(this string text) => s_quote.Matches(text)
        .Select(match => (
            match.Groups["text"].Value.Trim(),
            int.Parse(match.Groups["number"].ValueSpan, provider: System.Globalization.CultureInfo.InvariantCulture)));
}

/// <summary>Grades citations.</summary>
public sealed class Cited : IReward<Claim>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Claim problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var quotes = rollout.Text.FindQuotes().Distinct().ToList();
        if (quotes.Count == 0)
            return new(new Verdict.Scored(0, "none"));
        var honest = quotes.Where(IsHonest).Select(quote => quote.Number).Distinct().ToList();
        var hits = honest.Intersect(problem.Needed).Count();
        var precision = (double)hits / quotes.Count;
        var recall = (double)hits / problem.Needed.Count;
        return new(new Verdict.Scored(Harmonic(precision, recall), honest.Count < quotes.Count ? "made up" : "honest"));

        bool IsHonest((string Text, int Number) quote) =>
            quote.Number >= 1 && quote.Number <= problem.Sentences.Count
            && problem.Sentences[quote.Number - 1].Contains(quote.Text, StringComparison.OrdinalIgnoreCase);

        static double Harmonic(double a, double b) => a + b == 0 ? 0 : 2 * a * b / (a + b);
    }
}

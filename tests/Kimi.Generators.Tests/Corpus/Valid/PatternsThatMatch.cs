// Form: a pattern that the policy writes is tried on texts with a time limit; broken patterns and slow ones are wrong, not faults
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme.Patterns;

[Recipe("patterns-that-match")]
[Sampling(MaxResponseTokens = 400)]
public abstract partial class PatternsThatMatch
{
    [Problems<Wanted>(Count = 2_000)]
    public abstract PromptSet Train();

    [Problems<Wanted>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), Cispo, Reward<TriedOnTexts>]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Reward<TriedOnTexts>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>Texts to tell apart.</summary>
[ProblemType("pattern")]
public sealed record PatternProblem : Problem
{
    /// <summary>What is to match.</summary>
    public required ValueList<string> Good { get; init; }

    /// <summary>What is not.</summary>
    public required ValueList<string> Bad { get; init; }
}

/// <summary>Makes texts.</summary>
public sealed class Wanted : IProblemSource<PatternProblem>
{
    /// <inheritdoc/>
    public IEnumerable<PatternProblem> Problems(Random random)
    {
        while (true)
        {
            var (letter, least) = ((char)('a' + random.Next(26)), random.Next(1, 4));
            var good = Make(random, letter, least, 6).ToArray();
            var bad = Make(random, letter, 0, 6).Where(text => !Fits(text, letter, least)).ToArray();
            if (bad.Length < 3)
                continue;
            yield return new()
            {
                Id = $"{letter}{least}:{string.Join(',', good)}:{string.Join(',', bad)}",
                Prompt = $"Write a .NET regular expression between two slashes that matches each of {string.Join(", ", good)} "
                    + $"and none of {string.Join(", ", bad)}.",
                Good = [.. good],
                Bad = [.. bad],
            };
        }
    }

    private static bool Fits(string text, char letter, int least) => text.Count(other => other == letter) >= least;

    private static IEnumerable<string> Make(Random random, char letter, int least, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var letters = new char[7];
            for (var j = 0; j < letters.Length; j++)
                letters[j] = j < least ? letter : (char)('a' + random.Next(26));
            random.Shuffle(letters);
            yield return new string(letters);
        }
    }
}

/// <summary>Tries a pattern.</summary>
public sealed class TriedOnTexts : IReward<PatternProblem>
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(PatternProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (Between(rollout.Text, '/') is not { Length: > 0 and <= 200 } pattern)
            return new(new Verdict.Scored(0, "no pattern"));
        Regex regex;
        try
        {
            regex = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, s_limit);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return new(new Verdict.Scored(0, "no .NET pattern"));
        }

        var right = problem.Good.Count(regex.IsMatch) + problem.Bad.Count(text => !regex.IsMatch(text));
        var all = problem.Good.Count + problem.Bad.Count;
        var isListed = problem.Good.All(text => pattern.Contains(text, StringComparison.Ordinal));
        return new(new Verdict.Scored(isListed ? 0.1 : right == all ? 1 : 0.5 * right / all, isListed ? "a list" : "tried"));
    }

    private static string? Between(string text, char sign)
    {
        var end = text.LastIndexOf(sign);
        var start = end > 0 ? text.LastIndexOf(sign, end - 1) : -1;
        return start < 0 ? null : text.Substring(start + 1, end - start - 1);
    }
}

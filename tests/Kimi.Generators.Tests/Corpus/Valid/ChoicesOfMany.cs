// Form: multiple choice where several letters can be right: sets are compared, with part of the score for each right one and less for each wrong one
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme.Choices;

[Recipe("choices-of-many")]
[Sampling(MaxResponseTokens = 400)]
public abstract partial class ChoicesOfMany
{
    [Problems<Primes>(Count = 2_000)]
    public abstract PromptSet Train();

    [Problems<Primes>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), Grpo, Reward<AllThatApply>]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Reward<AllThatApply>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>Numbers of which some are prime.</summary>
[ProblemType("which-are-prime")]
public sealed record WhichArePrime : Problem
{
    /// <summary>The letters that apply, in order.</summary>
    public required string Letters { get; init; }
}

/// <summary>Such questions.</summary>
public sealed class Primes : IProblemSource<WhichArePrime>
{
    private const string Letters = "ABCDEF";

    /// <inheritdoc/>
    public IEnumerable<WhichArePrime> Problems(Random random)
    {
        for (;;)
        {
            var numbers = new int[Letters.Length];
            for (var i = 0; i < numbers.Length; i++)
                numbers[i] = random.Next(10, 200);
            var right = string.Concat(Letters.Where((_, i) => IsPrime(numbers[i])));
            if (right.Length is 0 or 6 || numbers.Distinct().Count() < numbers.Length)
                continue;
            yield return new()
            {
                Id = string.Join('-', numbers),
                Prompt = $"Which are prime?\n{string.Join('\n', numbers.Select((number, i) => $"{Letters[i]}. {number}"))}"
                    + "\nEnd with 'Answer: ' and all letters.",
                Letters = right,
            };
        }
    }

    private static bool IsPrime(int number)
    {
        for (var divisor = 2; divisor * divisor <= number; divisor++)
        {
            if (number % divisor == 0)
                return false;
        }

        return number > 1;
    }
}

/// <summary>Compares sets of letters.</summary>
public sealed class AllThatApply : IReward<WhichArePrime>
{
    private static readonly Regex s_answer = new(
        @"Answer:\s*(?:(?<letter>[A-F])(?:\s*,\s*|\s+and\s+|\s*))+", RegexOptions.RightToLeft | RegexOptions.ExplicitCapture);

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(WhichArePrime problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var match = s_answer.Match(rollout.Text);
        if (!match.Success)
            return new(new Verdict.Scored(0, "none"));
        var given = match.Groups["letter"].Captures.Select(capture => capture.Value[0]).ToHashSet();
        var hits = problem.Letters.Count(given.Contains);
        var wrong = given.Count - hits;
        var value = Math.Max(0, hits - wrong) / (double)problem.Letters.Length;
        return new(new Verdict.Scored(value, "letters") { Answer = string.Concat(given.Order()) });
    }
}

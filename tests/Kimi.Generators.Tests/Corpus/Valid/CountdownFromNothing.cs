// Form: countdown from a base model: a source of solvable problems, a reward that evaluates the expression, refills for groups that teach nothing
using System.Globalization;
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme.Countdown;

[Recipe("countdown", Seed = 1234)]
[Sampling(MaxResponseTokens = 1_024, StopTexts = ["</answer>"])]
public abstract partial class CountdownFromNothing
{
    [LoadPolicy("models/qwen2.5-3b")]
    public abstract Policy Base();

    [Problems<Countdowns>(Count = 32_768)]
    public abstract PromptSet Problems();

    [Problems<Countdowns>(Count = 512, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(
        Iterations = 250, MaxGeneratedTokens = 200_000_000, PromptsPerIteration = 128, SamplesPerPrompt = 5, MaxRefills = 3, StepsPerIteration = 2,
        LearningRate = 1e-6, ResetOptimizer = false, MicroBatchTokens = 16_384, CheckpointEvery = 20)]
    [Cispo(EpsilonHigh = 2)]
    [Reward<ReachesTarget>]
    public abstract Policy Player([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 4)]
    [Reward<ReachesTarget>]
    public abstract Evaluation Report([From(nameof(Base))] Policy start, Policy player, PromptSet heldOut);
}

/// <summary>Numbers, each of which is to be used once, and what they are to make.</summary>
[ProblemType("countdown")]
public sealed record CountdownProblem : Problem
{
    /// <summary>The numbers.</summary>
    public required ValueList<int> Numbers { get; init; }

    /// <summary>What they make.</summary>
    public required int Target { get; init; }
}

/// <summary>Combines random numbers until one is left, so that every problem has a solution. Level: how many numbers.</summary>
[ImplementationVersion(1)]
public sealed class Countdowns : IProblemSource<CountdownProblem>
{
    private const int Fewest = 3;
    private const int Most = 4;
    private const int LargestTarget = 999;

    /// <inheritdoc/>
    public IEnumerable<CountdownProblem> Problems(Random random)
    {
        while (true)
        {
            int[] numbers = [.. Enumerable.Range(0, random.Next(Fewest, Most + 1)).Select(_ => random.Next(1, 100))];
            var target = Combine(numbers, random);
            if (target is > 0 and <= LargestTarget && !numbers.Contains(target))
                yield return Problem(numbers, target);
        }
    }

    private static int Combine(int[] numbers, Random random)
    {
        var left = numbers.ToList();
        while (left.Count > 1)
        {
            var (a, b) = (Take(), Take());
            left.Add(random.Next(4) switch
            {
                0 => a + b,
                1 => a - b,
                2 when b != 0 && a % b == 0 => a / b,
                _ => a * b,
            });
        }

        return left[0];

        int Take()
        {
            var place = random.Next(left.Count);
            var number = left[place];
            left.RemoveAt(place);
            return number;
        }
    }

    private static CountdownProblem Problem(int[] numbers, int target) => new()
    {
        Id = $"{string.Join('-', numbers)}={target}",
        Level = numbers.Length,
        Numbers = [.. numbers],
        Target = target,
        Prompt = $"Using the numbers {string.Join(", ", numbers)}, each exactly once, and + - * /, write an expression that equals {target}. "
            + "Think between <think> and </think>, then write the expression between <answer> and </answer>.\n<think>",
    };
}

/// <summary>Reads the expression after the last answer tag and works it out.</summary>
[ImplementationVersion(1)]
public sealed class ReachesTarget : IReward<CountdownProblem>
{
    private const string Tag = "<answer>";
    private const double Tolerance = 1e-9;

    private static readonly Regex s_number = new("[0-9]+", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(CountdownProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (rollout.StopReason != StopReason.StopText || rollout.Text.LastIndexOf(Tag, StringComparison.Ordinal) is not (>= 0 and var start))
            return new(new Verdict.Scored(0, "no answer"));
        var expression = rollout.Text[(start + Tag.Length)..].Split('=')[0];
        if (!Numbers(expression).Order().SequenceEqual(problem.Numbers.Order()))
            return new(new Verdict.Scored(0, "other numbers"));
        return new(new Expression(expression).Value() is { } value && Math.Abs(value - problem.Target) < Tolerance
            ? new Verdict.Scored(1, "reached")
            : new Verdict.Scored(0.1, "missed"));
    }

    private static IEnumerable<int> Numbers(string expression) => s_number.Matches(expression)
        .Select(match => int.TryParse(match.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1);

    // Descends from sums to products to numbers and brackets.
    private sealed class Expression(string text)
    {
        private const int Deepest = 32;

        private readonly string _text = string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
        private int _place;
        private int _depth;

        public double? Value()
        {
            var value = Sum();
            return _place == _text.Length ? value : null;
        }

        private double? Sum()
        {
            var value = Product();
            while (value is not null && Next() is '+' or '-')
            {
                var plus = _text[_place++] == '+';
                var other = Product();
                value = plus ? value + other : value - other;
            }

            return value;
        }

        private double? Product()
        {
            var value = Factor();
            while (value is not null && Next() is '*' or '/')
            {
                var times = _text[_place++] == '*';
                var other = Factor();
                value = times ? value * other : other is null or 0 ? null : value / other;
            }

            return value;
        }

        private double? Factor()
        {
            if (Next() == '(')
            {
                if (++_depth > Deepest)
                    return null;
                _place++;
                var inner = Sum();
                return Next() == ')' && _place++ >= 0 ? inner : null;
            }

            var start = _place;
            while (Next() is >= '0' and <= '9')
                _place++;
            return int.TryParse(_text.AsSpan(start, _place - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        }

        private char? Next() => _place < _text.Length ? _text[_place] : null;
    }
}

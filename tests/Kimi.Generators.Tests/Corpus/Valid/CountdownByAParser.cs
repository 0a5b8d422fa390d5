// Form: expressions are read by a parser of the team's by recursive descent, with its depth bounded, and every number used once
using Kimi.Dsl;

namespace Acme.Countdown;

[Recipe("countdown-by-a-parser", Seed = 4)]
[Sampling(MaxResponseTokens = 300)]
public abstract partial class CountdownByAParser
{
    [CountdownProblems(Numbers = 4, Count = 6_000)]
    public abstract PromptSet Train();

    [CountdownProblems(Numbers = 4, Count = 300, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/base-3b")]
    public abstract Policy Base();

    [Reinforce(Iterations = 120, LearningRate = 1e-6, SamplesPerPrompt = 5, PromptsPerIteration = 256, StepsPerIteration = 2)]
    [Grpo(Beta = 0.001)]
    [Reward<ReachesTheTarget>]
    [FormatReward(Pattern = "(?s)^<think>.*</think>.*<answer>.+</answer>$", Weight = 0.1)]
    public abstract Policy Zero([From(nameof(Base))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate]
    [Reward<ReachesTheTarget>]
    public abstract Evaluation Report(Policy @base, Policy zero, [From(nameof(Test))] PromptSet problems);
}

/// <summary>A target, and numbers to reach it with.</summary>
[ProblemType("countdown")]
public sealed record Countdown : Problem
{
    /// <summary>The numbers.</summary>
    public required ValueList<int> Numbers { get; init; }

    /// <summary>The target.</summary>
    public required int Target { get; init; }
}

/// <summary>How many numbers.</summary>
public sealed class CountdownProblemsAttribute : ProblemsAttribute<CountdownProblems>
{
    /// <summary>How many numbers there are.</summary>
    [System.ComponentModel.DataAnnotations.Range(2, 8)]
    public int Numbers { get; set; } = 4;
}

/// <summary>Targets that can be reached.</summary>
/// <param name="options">How many numbers.</param>
public sealed class CountdownProblems(CountdownProblemsAttribute options) : IProblemSource<Countdown>
{
    /// <inheritdoc/>
    public IEnumerable<Countdown> Problems(Random random)
    {
        while (true)
        {
            var numbers = Enumerable.Range(0, options.Numbers).Select(_ => random.Next(1, 100)).ToArray();
            var target = numbers.Skip(1).Aggregate(numbers[0], (sum, number) => random.Next(2) == 0 ? sum + number : Math.Abs(sum - number));
            if (target == 0 || numbers.Contains(target))
                continue;
            random.Shuffle(numbers);
            var listed = string.Join(' ', numbers);
            yield return new()
            {
                Id = $"{listed}={target}",
                Prompt = $"Using each of {listed} once with + - * / and brackets, reach {target}. Think in <think> </think>, answer in <answer> </answer>.\n",
                Numbers = [.. numbers],
                Target = target,
            };
        }
    }
}

/// <summary>Evaluates what stands in the answer's tags.</summary>
public sealed class ReachesTheTarget : IReward<Countdown>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Countdown problem, Rollout rollout, CancellationToken cancellationToken)
    {
        const string Open = "<answer>", Close = "</answer>";
        var start = rollout.Text.LastIndexOf(Open, StringComparison.Ordinal);
        if (start < 0)
            return new(Verdict.Of(false));
        start += Open.Length;
        var end = rollout.Text.IndexOf(Close, start, StringComparison.Ordinal);
        if (end < 0)
            return new(Verdict.Of(false));
        var parser = new Parser(rollout.Text[start..end]);
        var value = parser.Read();
        var usesAll = parser.Numbers.Order().SequenceEqual(problem.Numbers.Order());
        return new(Verdict.Of(usesAll && value is { } number && Math.Abs(number - problem.Target) < 1e-9));
    }
}

/// <summary>Sums of products of numbers and brackets.</summary>
internal sealed class Parser(string text)
{
    private const int Deepest = 32;
    private int _place;
    private int _depth;

    /// <summary>The numbers that were read.</summary>
    public List<int> Numbers { get; } = [];

    /// <summary>The value of all of it, or null.</summary>
    public double? Read() => Sum() is { } value && Peek() == '\0' && double.IsFinite(value) ? value : null;

    private double? Sum()
    {
        var value = Product();
        while (value is not null && Peek() is '+' or '-')
        {
            var sign = text[_place++] == '+' ? 1 : -1;
            value += sign * Product();
        }

        return value;
    }

    private double? Product()
    {
        var value = Factor();
        while (value is not null && Peek() is '*' or '/')
        {
            var isProduct = text[_place++] == '*';
            var factor = Factor();
            value = isProduct ? value * factor : factor is null or 0 ? null : value / factor;
        }

        return value;
    }

    private double? Factor()
    {
        if (Peek() == '(' && _depth < Deepest)
        {
            _place++;
            _depth++;
            var inner = Sum();
            _depth--;
            if (Peek() != ')')
                return null;
            _place++;
            return inner;
        }

        var start = _place;
        while (_place < text.Length && char.IsAsciiDigit(text[_place]))
            _place++;
        if (!int.TryParse(text.AsSpan(start, _place - start), System.Globalization.NumberStyles.None, null, out var number))
            return null;
        Numbers.Add(number);
        return number;
    }

    private char Peek()
    {
        while (_place < text.Length && text[_place] == ' ')
            _place++;
        return _place < text.Length ? text[_place] : '\0';
    }
}

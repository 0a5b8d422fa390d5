// Form: a generic base class for graders with a template method, a cache by Lazy, and two graders that derive from it
using System.Collections.Concurrent;
using System.Globalization;
using Kimi.Dsl;

namespace Acme.Bases;

[Recipe("graders-of-one-base")]
[Sampling(MaxResponseTokens = 300)]
public abstract partial class GradersOfOneBase
{
    [Problems<Sequences>(Count = 2_000)]
    public abstract PromptSet Train();

    [Problems<Sequences>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), Grpo, Reward<NextGrader>, Reward<RuleGrader>(Weight = 0.3)]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Reward<NextGrader>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>A sequence to continue.</summary>
[ProblemType("sequence")]
public sealed record Sequence : Problem
{
    /// <summary>The first number.</summary>
    public required int First { get; init; }

    /// <summary>What is added each time.</summary>
    public required int Step { get; init; }

    /// <summary>How many are shown.</summary>
    public required int Shown { get; init; }

    /// <summary>The number that follows.</summary>
    public int Next => First + (Shown * Step);
}

/// <summary>Sequences.</summary>
public sealed class Sequences : IProblemSource<Sequence>
{
    /// <inheritdoc/>
    public IEnumerable<Sequence> Problems(Random random)
    {
        while (true)
        {
            var (first, step, shown) = (random.Next(-500, 500), random.Next(2, 60), random.Next(3, 7));
            var numbers = Enumerable.Range(0, shown).Select(i => (first + (i * step)).ToString(CultureInfo.InvariantCulture));
            yield return new()
            {
                Id = FormattableString.Invariant($"{first};{step};{shown}"),
                Prompt = $"{string.Join(", ", numbers)}: which number follows? Write 'next: ' and the number, and 'step: ' and what is added each time.",
                First = first,
                Step = step,
                Shown = shown,
            };
        }
    }
}

/// <summary>Reads a value and grades it.</summary>
public abstract class Grader<TProblem, TValue> : IReward<TProblem>
    where TProblem : Problem
    where TValue : struct
{
    private readonly ConcurrentDictionary<string, Lazy<TValue?>> _read = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(TProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (_read.Count > 50_000)
            _read.Clear();
        var value = _read.GetOrAdd(rollout.Text, text => new(() => Read(text))).Value;
        return ValueTask.FromResult<Verdict>(value is { } given
            ? new Verdict.Scored(Math.Clamp(Grade(problem, given), 0, 1), GetType().Name) { Answer = given.ToString() }
            : new Verdict.Scored(0, "nothing"));
    }

    /// <summary>What a response says, or null.</summary>
    protected abstract TValue? Read(string text);

    /// <summary>From 0 to 1.</summary>
    protected abstract double Grade(TProblem problem, TValue value);

    /// <summary>What stands after a word, in the word's last line.</summary>
    protected static string? After(string text, string word)
    {
        var at = text.LastIndexOf(word, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : text[(at + word.Length)..].TrimStart().Split(['\n', ' ', ',', ';'], 2)[0].TrimEnd('.');
    }
}

/// <summary>The number that follows.</summary>
public sealed class NextGrader : Grader<Sequence, int>
{
    /// <inheritdoc/>
    protected override int? Read(string text) =>
        int.TryParse(After(text, "next:"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <inheritdoc/>
    protected override double Grade(Sequence problem, int value) => value == problem.Next ? 1 : value == problem.Next + problem.Step ? 0.2 : 0;
}

/// <summary>The rule.</summary>
public sealed class RuleGrader : Grader<Sequence, decimal>
{
    /// <inheritdoc/>
    protected override decimal? Read(string text) =>
        decimal.TryParse(After(text, "step:"), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <inheritdoc/>
    protected override double Grade(Sequence problem, decimal value) => value == problem.Step ? 1 : 0;
}

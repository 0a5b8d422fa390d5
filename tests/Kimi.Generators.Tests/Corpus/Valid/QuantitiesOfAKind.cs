// Form: quantities are read as a number and a unit, converted within a dimension by a frozen table, and graded by relative error in steps
using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme.Quantities;

[Recipe("quantities-of-a-kind")]
[Sampling(MaxResponseTokens = 400)]
public abstract partial class QuantitiesOfAKind
{
    [Problems<Journeys>(Count = 2_000)]
    public abstract PromptSet Train();

    [Problems<Journeys>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), Grpo, Reward<WithinTolerance>]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Reward<WithinTolerance>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>A quantity to find.</summary>
[ProblemType("journey")]
public sealed record Journey : Problem
{
    /// <summary>What is right.</summary>
    public required Quantity Right { get; init; }
}

/// <summary>What a unit measures.</summary>
public enum Dimension
{
    /// <summary>Metres.</summary>
    Length,

    /// <summary>Seconds.</summary>
    Time,

    /// <summary>Metres by seconds.</summary>
    Speed,
}

/// <summary>A value in the unit of its dimension.</summary>
public readonly record struct Quantity(double Value, Dimension Dimension);

/// <summary>Reads quantities.</summary>
public static partial class Quantities
{
    private static readonly FrozenDictionary<string, Quantity> s_units = new Dictionary<string, Quantity>
    {
        ["m"] = new(1, Dimension.Length),
        ["km"] = new(1_000, Dimension.Length),
        ["mi"] = new(1_609.344, Dimension.Length),
        ["s"] = new(1, Dimension.Time),
        ["min"] = new(60, Dimension.Time),
        ["h"] = new(3_600, Dimension.Time),
        ["m/s"] = new(1, Dimension.Speed),
        ["km/h"] = new(1 / 3.6, Dimension.Speed),
        ["mph"] = new(0.44704, Dimension.Speed),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}

public static partial class Quantities
{
    private static readonly Regex s_form = new(
        @"(?<number>[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)\s*(?<unit>[a-z]+(?:/[a-z]+)?)",
        RegexOptions.CultureInvariant | RegexOptions.Compiled,
        TimeSpan.FromSeconds(1));

    /// <summary>The last quantity of a text.</summary>
    public static Quantity? LastIn(string text)
    {
        Quantity? last = null;
        foreach (Match match in s_form.Matches(text))
        {
            if (!s_units.TryGetValue(match.Groups["unit"].Value, out var unit))
                continue;
            var number = double.Parse(match.Groups["number"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);
            if (double.IsFinite(number))
                last = unit with { Value = number * unit.Value };
        }

        return last;
    }
}

/// <summary>Questions of speed.</summary>
public sealed class Journeys : IProblemSource<Journey>
{
    /// <inheritdoc/>
    public IEnumerable<Journey> Problems(Random random)
    {
        while (true)
        {
            var (kilometres, minutes) = (random.Next(5, 900), random.Next(10, 600));
            yield return new()
            {
                Id = $"{kilometres}km-{minutes}min",
                Prompt = $"A train goes {kilometres} km in {minutes} min. How fast is it? End with the number and its unit.",
                Right = new(kilometres * 1_000.0 / (minutes * 60.0), Dimension.Speed),
            };
        }
    }
}

/// <summary>Grades by the relative error.</summary>
public sealed class WithinTolerance : IReward<Journey>
{
    private static readonly (double Error, double Value)[] s_steps = [(0.001, 1), (0.01, 0.8), (0.05, 0.3)];

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Journey problem, Rollout rollout, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Verdict>(Quantities.LastIn(rollout.Text) switch
        {
            null => new Verdict.Scored(0, "no quantity"),
            { Dimension: var dimension } when dimension != problem.Right.Dimension => new Verdict.Scored(0.05, "dimension"),
            { Value: var value } => Grade(Math.Abs(value - problem.Right.Value) / problem.Right.Value),
        });

    private static Verdict.Scored Grade(double error)
    {
        foreach (var (most, value) in s_steps)
        {
            if (error <= most)
                return new(value, $"within {most.ToString(CultureInfo.InvariantCulture)}");
        }

        return new(0, "far");
    }
}

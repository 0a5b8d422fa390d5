// Form: quantities with units, parsed over spans and compared within a tolerance by a frozen table
using System.Collections.Frozen;
using System.Globalization;
using Kimi.Dsl;

namespace Acme.Physics;

[Recipe("units-of-measure")]
[Sampling(MaxResponseTokens = 400)]
public abstract partial class UnitsOfMeasure
{
    [ProblemsFile(Path = "physics/train.jsonl", TagFields = ["chapter"], LevelField = "stars")] public abstract PromptSet Train();

    [ProblemsFile(Path = "physics/test.jsonl", TagFields = ["chapter"], LevelField = "stars")] public abstract PromptSet Test();

    [LoadPolicy("models/base-1b")] public abstract Policy Base();

    [Reinforce(Iterations = 60, LearningRate = 5e-6)]
    [PolicyGradient(LeaveOneOut = true)]
    [Reward<QuantityReward>]
    [FormatReward(Pattern = @"\\boxed\{[^{}]+\}", Weight = 0.05)]
    public abstract Policy Physicist([From(nameof(Base))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate(SamplesPerPrompt = 2)]
    [Reward<QuantityReward>]
    public abstract Evaluation Report(Policy @base, Policy physicist, [From(nameof(Test))] PromptSet problems);
}

/// <summary>A number in the basic unit of its kind.</summary>
internal readonly record struct Quantity(double Value, char Kind)
{
    private static readonly FrozenDictionary<string, (double Factor, char Kind)> s_units = new Dictionary<string, (double, char)>
    {
        ["m"] = (1, 'L'), ["km"] = (1_000, 'L'), ["cm"] = (0.01, 'L'), ["mm"] = (1e-3, 'L'),
        ["s"] = (1, 'T'), ["min"] = (60, 'T'), ["h"] = (3_600, 'T'), ["ms"] = (1e-3, 'T'),
        ["kg"] = (1, 'M'), ["g"] = (1e-3, 'M'), ["t"] = (1_000, 'M'),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Quantity? Parse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        var split = text.LastIndexOfAny("0123456789") + 1;
        if (split == 0 || !double.TryParse(text[..split], NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return null;
        return s_units.TryGetValue(text[split..].Trim().ToString(), out var unit) ? new(number * unit.Factor, unit.Kind) : null;
    }

    public bool IsNear(Quantity other) => Kind == other.Kind && Math.Abs(Value - other.Value) <= 0.01 * Math.Max(Math.Abs(Value), Math.Abs(other.Value));
}

/// <summary>Compares quantities.</summary>
public sealed class QuantityReward : IReward<MathProblem>
{
    private const string Open = @"\boxed{";

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (Quantity.Parse(problem.Answer) is not { } expected)
            return new(new Verdict.Unscorable($"'{problem.Answer}' is no quantity"));
        var box = Boxed(rollout.Text);
        return new(Verdict.Of(Quantity.Parse(box) is { } given && given.IsNear(expected)));
    }

    private static ReadOnlySpan<char> Boxed(ReadOnlySpan<char> text)
    {
        var start = text.LastIndexOf(Open);
        if (start < 0)
            return default;
        text = text[(start + Open.Length)..];
        var end = text.IndexOf('}');
        return end < 0 ? default : text[..end];
    }
}

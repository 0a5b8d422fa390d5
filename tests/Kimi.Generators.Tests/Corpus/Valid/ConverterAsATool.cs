// Form: tools with arguments that are checked, faults that the policy reads, and an arm without tools
using System.ComponentModel;
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("converter")]
[Sampling(MaxResponseTokens = 768)]
[Reinforce(Iterations = 80, PromptsPerIteration = 32, LearningRate = 1e-6, WarmupIterations = 4)]
[Evaluate(SamplesPerPrompt = 4)]
[Tools<Converter>(MaxTurns = 6, MaxReplyTokens = 512, OnFault = ToolFault.Message)]
public abstract partial class ConverterAsATool
{
    [LoadPolicy("models/qwen3-1.7b")]
    public abstract Policy Base();

    [ProblemsFile(Path = "data/physics.jsonl", TagFields = ["chapter"], Split = Split.Train)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/physics.jsonl", TagFields = ["chapter"], Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce, DrGrpo, MathReward, Tools<Converter>]
    public abstract Policy WithTool([From(nameof(Base))] Policy start, PromptSet problems);

    [Reinforce, DrGrpo, MathReward]
    public abstract Policy WithoutTool([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate, MathReward, Tools<Converter>]
    public abstract Evaluation ToolReport([From(nameof(Base))] Policy start, Policy withTool, PromptSet heldOut);

    [Evaluate, MathReward]
    public abstract Evaluation PlainReport([From(nameof(Base))] Policy start, Policy withoutTool, PromptSet heldOut);
}

/// <summary>Units of length.</summary>
public enum LengthUnit
{
    /// <summary>Metres.</summary>
    Metre,

    /// <summary>Feet.</summary>
    Foot,

    /// <summary>Miles.</summary>
    Mile,
}

/// <summary>Converts and remembers what it converted.</summary>
public sealed class Converter
{
    private readonly List<string> _done = [];

    /// <summary>Converts a length.</summary>
    [Description("Converts a length from one unit into another.")]
    public double Convert(
        [Description("the length")] double value, [Description("its unit")] LengthUnit from, [Description("the unit it is wanted in")] LengthUnit to)
    {
        if (!double.IsFinite(value))
            throw new ArgumentException("the length is not a number", nameof(value));
        var result = value * Metres(from) / Metres(to);
        _done.Add(string.Create(CultureInfo.InvariantCulture, $"{value} {from} = {result} {to}"));
        return Math.Round(result, 6);
    }

    /// <summary>What was converted so far.</summary>
    [Description("Lists the conversions so far.")]
    public string History() => _done is [] ? "none" : string.Join("; ", _done.TakeLast(3));

    private static double Metres(LengthUnit unit) => unit switch
    {
        LengthUnit.Metre => 1,
        LengthUnit.Foot => 0.3048,
        LengthUnit.Mile => 1_609.344,
        _ => throw new ArgumentOutOfRangeException(nameof(unit)),
    };
}

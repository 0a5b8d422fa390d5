using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Ends responses that repeat themselves (paper 2.6.2: "repeat, early stop"), with <see cref="StopReason.Repetition"/>: as soon as the newest
/// <see cref="PatternTokens"/> × <see cref="Repeats"/> tokens are one pattern of at most <see cref="PatternTokens"/> tokens over and over.
/// </summary>
[ProductAtMost(
    [nameof(PatternTokens), nameof(Repeats)], [nameof(ReinforceAttribute.MaxResponseTokens)], Because = "no response has so many tokens to repeat")]
[Futile(nameof(PatternTokens), Comparison.EqualTo, 1, With = nameof(Repeats), WithComparison = Comparison.Below, WithValue = 4,
    Because = "that many equal tokens in a row, as in 1000 or in dots, end a response")]
[Futile(nameof(PatternTokens), Comparison.EqualTo, 2, With = nameof(Repeats), WithComparison = Comparison.EqualTo, WithValue = 2,
    Because = "four tokens, as in 1 + 1 + or in a number such as 1212, end a response")]
public sealed class StopRepetitionAttribute : RolloutRuleAttribute<IStopRepetition>
{
    /// <summary>n, the longest pattern, in tokens. The paper gives no value. Default: 8.</summary>
    [Range(1, 100_000)]
    [DefaultValue(8)]
    public int PatternTokens { get; set; } = 8;

    /// <summary>m, how many times the pattern of n tokens occurs in a row. The paper gives no value. Default: 4.</summary>
    [Range(2, 100_000)]
    [DefaultValue(4)]
    public int Repeats { get; set; } = 4;
}

/// <summary>What executes <see cref="StopRepetitionAttribute"/>; replaceable through dependency injection.</summary>
public interface IStopRepetition : IStopRule;

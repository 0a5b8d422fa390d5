using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Ends responses that repeat themselves (paper 2.6.2: "repeat, early stop"), with <see cref="StopReason.Repetition"/>: as soon as the newest
/// <see cref="PatternTokens"/> × <see cref="Repeats"/> tokens are one pattern of at most <see cref="PatternTokens"/> tokens over and over.
/// </summary>
[ProductAtMost(
    [nameof(PatternTokens), nameof(Repeats)], [nameof(ReinforceAttribute.MaxResponseTokens)], Because = "no response has so many tokens to repeat")]
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

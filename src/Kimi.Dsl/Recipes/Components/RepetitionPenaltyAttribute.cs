using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Penalises responses that repeat themselves, by the share of their n-grams that occurred before (paper 2.6.2 leaves room for such a penalty; this is the
/// usual one).
/// </summary>
[Futile(nameof(Tokens), Comparison.EqualTo, 1, Because = "every token that comes a second time counts as repeated, as nearly all do")]
public sealed class RepetitionPenaltyAttribute : PenaltyAttribute<IRepetitionPenalty>
{
    /// <summary>n, the length of the n-grams in tokens. Default: 3.</summary>
    [Range(1, 1000)]
    [Below(nameof(ReinforceAttribute.MaxResponseTokens), Because = "no response has two n-grams")]
    [DefaultValue(3)]
    public int Tokens { get; set; } = 3;

    /// <summary>What a response that is nothing but repetition loses. Default: 0.2.</summary>
    [Weight(10)]
    [TakesAway(1)]
    [DefaultValue(0.2)]
    public double Weight { get; set; } = 0.2;
}

/// <summary>What executes <see cref="RepetitionPenaltyAttribute"/>; replaceable through dependency injection.</summary>
public interface IRepetitionPenalty : IPenalty;

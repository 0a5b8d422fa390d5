using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Masked importance sampling (IcePop, Ling team 2025; MIS, Liu et al. 2025): corrects for a rollout engine that computes other probabilities than the trainer.
/// What a token teaches is multiplied by trainer's over engine's probability, and left out where that ratio lies outside of limits.
/// <see cref="ReinforceAttribute.MaxLogprobMismatch"/> still stops the run above it.
/// </summary>
[Futile(nameof(Floor), Comparison.EqualTo, 1, With = nameof(Cap), WithComparison = Comparison.EqualTo, WithValue = 1,
    Because = "only tokens of exactly the same probability teach anything")]
[Futile(nameof(Cap), Comparison.Below, 1.05, With = nameof(Level), WithComparison = Comparison.EqualTo, WithValue = ImportanceLevel.Sequence,
    Because = "nearly every response is left out, since the ratio of a sequence is the product over all tokens, which is rarely that near 1")]
public sealed class MaskedImportanceAttribute : CorrectionAttribute<IMaskedImportance>
{
    /// <summary>
    /// Whether a token has a weight of its own, as in IcePop, or all tokens of a response that of the whole response, as in sequence-level MIS. Default: Token.
    /// </summary>
    [DefaultValue(ImportanceLevel.Token)]
    public ImportanceLevel Level { get; set; } = ImportanceLevel.Token;

    /// <summary>The smallest ratio that teaches anything; 0, as in MIS, for no limit. Default: 0.5.</summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.5)]
    public double Floor { get; set; } = 0.5;

    /// <summary>The largest ratio that teaches anything. Default: 5.</summary>
    [Range(1.0, 1000.0)]
    [DefaultValue(5.0)]
    public double Cap { get; set; } = 5;
}

/// <summary>What executes <see cref="MaskedImportanceAttribute"/>; replaceable through dependency injection.</summary>
public interface IMaskedImportance : ICorrection;

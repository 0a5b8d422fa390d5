using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Truncated importance sampling (Yao et al. 2025): corrects for a rollout engine that computes other probabilities than the trainer. What a token teaches is
/// multiplied by trainer's over engine's probability, up to a limit. <see cref="ReinforceAttribute.MaxLogprobMismatch"/> still stops the run above it.
/// </summary>
public sealed class TruncatedImportanceAttribute : CorrectionAttribute<ITruncatedImportance>
{
    /// <summary>Whether a token has a weight of its own, or all tokens of a response that of the whole response. Default: Token.</summary>
    [DefaultValue(ImportanceLevel.Token)]
    public ImportanceLevel Level { get; set; } = ImportanceLevel.Token;

    /// <summary>C, the largest weight. Default: 2.</summary>
    [Range(1.0, 1000.0)]
    [DefaultValue(2.0)]
    public double Cap { get; set; } = 2;
}

/// <summary>What executes <see cref="TruncatedImportanceAttribute"/>; replaceable through dependency injection.</summary>
public interface ITruncatedImportance : ICorrection;

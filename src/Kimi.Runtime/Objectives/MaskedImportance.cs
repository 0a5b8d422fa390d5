using Kimi.Dsl;

namespace Kimi.Runtime.Objectives;

/// <summary>
/// Masked importance sampling (IcePop: Ling team 2025, "Small Leak Can Sink a Great Ship"; MIS: Liu et al. 2025, "When Speed Kills Stability"): what a token
/// teaches is multiplied by w = ρ where Floor ≤ ρ ≤ Cap and by 0 elsewhere, with ρ = π_i by the trainer / π_i by the engine, of the token or of the whole
/// response.
/// </summary>
/// <remarks>
/// IcePop masks tokens, by default outside of 0.5 to 5. Sequence-level MIS masks responses above a cap alone: Floor = 0. Masked tokens still count in what the
/// objective divides by, as in IcePop's formula; some systems divide by those that are left.
/// </remarks>
/// <param name="options">The level, Floor and Cap.</param>
[ImplementationVersion(1)]
public sealed class MaskedImportance(MaskedImportanceAttribute options) : IMaskedImportance
{
    /// <inheritdoc/>
    public ImportanceWeights Weigh(IReadOnlyList<double> logratios) =>
        ImportanceRatios.Weigh(logratios, options.Level, ratio => ratio >= options.Floor && ratio <= options.Cap ? ratio : 0);
}

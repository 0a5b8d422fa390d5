using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Dr. GRPO (Liu et al. 2025): GRPO without its two biases. Advantages are rewards less their mean, not in standard deviations, and a response's tokens are
/// summed and divided by a constant, the stage's <see cref="SamplingStageAttribute.MaxResponseTokens"/>, not by their number. No KL term.
/// </summary>
public sealed class DrGrpoAttribute : ObjectiveAttribute<IDrGrpo>
{
    /// <summary>ε: a token's ratio is clipped to between 1 − ε and 1 + ε. Default: 0.2.</summary>
    [Range(0.001, 1.0)]
    [MattersWhen(nameof(ReinforceAttribute.StepsPerIteration), Comparison.Above, 1)]
    [MattersWith(typeof(PartialRolloutsAttribute))]
    [DefaultValue(0.2)]
    public double Epsilon { get; set; } = 0.2;
}

/// <summary>What executes <see cref="DrGrpoAttribute"/>; replaceable through dependency injection.</summary>
public interface IDrGrpo : IObjective;

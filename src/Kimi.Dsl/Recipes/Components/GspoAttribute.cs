using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>GSPO (Zheng et al. 2025): advantages in standard deviations of the group, one clipped ratio for the whole response.</summary>
[Futile(nameof(EpsilonHigh), Comparison.Above, 0.05,
    Because = "nothing is clipped: the ratio of a whole response, the geometric mean of its tokens', hardly ever leaves a range that suits single tokens")]
public sealed class GspoAttribute : ObjectiveAttribute<IGspo>
{
    /// <summary>ε_low: a response's ratio is clipped at 1 − ε_low. Ratios are geometric means over tokens, so they stay near 1. Default: 3e-4.</summary>
    [Range(1e-6, 1.0)]
    [AtMost(nameof(EpsilonHigh), Because = "the clip is narrower above than below, the opposite of clip-higher")]
    [MattersWhen(nameof(ReinforceAttribute.StepsPerIteration), Comparison.Above, 1)]
    [MattersWith(typeof(PartialRolloutsAttribute))]
    [DefaultValue(3e-4)]
    public double EpsilonLow { get; set; } = 3e-4;

    /// <summary>ε_high: a response's ratio is clipped at 1 + ε_high. Default: 4e-4.</summary>
    [Range(1e-6, 1.0)]
    [MattersWhen(nameof(ReinforceAttribute.StepsPerIteration), Comparison.Above, 1)]
    [MattersWith(typeof(PartialRolloutsAttribute))]
    [DefaultValue(4e-4)]
    public double EpsilonHigh { get; set; } = 4e-4;
}

/// <summary>What executes <see cref="GspoAttribute"/>; replaceable through dependency injection.</summary>
public interface IGspo : IObjective;

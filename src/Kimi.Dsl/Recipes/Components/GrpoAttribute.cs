using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>GRPO (Shao et al. 2024): advantages in standard deviations of the group, clipped token ratios, each response's tokens averaged.</summary>
[Futile(nameof(Beta), Comparison.Above, 1, Because = "the pull towards the policy that sampled outweighs all that rewards from 0 to 1 can teach")]
public sealed class GrpoAttribute : ObjectiveAttribute<IGrpo>
{
    /// <summary>ε: a token's ratio is clipped to between 1 − ε and 1 + ε. Default: 0.2.</summary>
    [Range(0.001, 1.0)]
    [MattersWhen(nameof(ReinforceAttribute.StepsPerIteration), Comparison.Above, 1)]
    [MattersWith(typeof(PartialRolloutsAttribute))]
    [DefaultValue(0.2)]
    public double Epsilon { get; set; } = 0.2;

    /// <summary>β, the strength of the pull towards the policy that sampled the responses. Default: 0.04.</summary>
    [Range(0.0, 100.0)]
    [MattersWhen(nameof(ReinforceAttribute.StepsPerIteration), Comparison.Above, 1)]
    [MattersWith(typeof(PartialRolloutsAttribute))]
    [DefaultValue(0.04)]
    public double Beta { get; set; } = 0.04;
}

/// <summary>What executes <see cref="GrpoAttribute"/>; replaceable through dependency injection.</summary>
public interface IGrpo : IObjective;

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>DAPO (Yu et al. 2025): GRPO's advantages, a clip that is wider above than below, the mean over all tokens of a step, and no KL term.</summary>
[Futile(nameof(EpsilonHigh), Comparison.Above, 1, Because = "a token may become more than twice as likely in a step, and hardly anything is clipped")]
public sealed class DapoAttribute : ObjectiveAttribute<IDapo>
{
    /// <summary>A token's ratio is clipped at 1 minus this. Default: 0.2.</summary>
    [Range(0.001, 1.0)]
    [AtMost(nameof(EpsilonHigh), Because = "the clip is narrower above than below, the opposite of clip-higher")]
    [MattersWhen(nameof(ReinforceAttribute.StepsPerIteration), Comparison.Above, 1)]
    [MattersWith(typeof(PartialRolloutsAttribute))]
    [DefaultValue(0.2)]
    public double EpsilonLow { get; set; } = 0.2;

    /// <summary>A token's ratio is clipped at 1 plus this. Default: 0.28.</summary>
    [Range(0.001, 10.0)]
    [MattersWhen(nameof(ReinforceAttribute.StepsPerIteration), Comparison.Above, 1)]
    [MattersWith(typeof(PartialRolloutsAttribute))]
    [DefaultValue(0.28)]
    public double EpsilonHigh { get; set; } = 0.28;
}

/// <summary>What executes <see cref="DapoAttribute"/>; replaceable through dependency injection.</summary>
public interface IDapo : IObjective;

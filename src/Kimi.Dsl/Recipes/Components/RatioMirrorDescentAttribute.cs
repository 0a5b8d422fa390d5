using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Mirror descent as prime-rl has it, after Kimi K2.5: token level, importance ratios in place of log-probabilities, and a mask on tokens whose probability has
/// moved too far. Other readings of mirror descent are options of <c>[MirrorDescent]</c>.
/// </summary>
[Futile(nameof(Tau), Comparison.Above, 10, Because = "the pull towards the policy that sampled outweighs all that rewards from 0 to 1 can teach")]
public sealed class RatioMirrorDescentAttribute : ObjectiveAttribute<IRatioMirrorDescent>
{
    /// <summary>
    /// τ, the strength of the pull towards the policy that sampled the responses: τ times the square of each token's log-ratio, without the half of
    /// <see cref="MirrorDescentAttribute.Tau"/>. Default: 0.001.
    /// </summary>
    [Range(0.0, 100.0)]
    [MattersWhen(nameof(ReinforceAttribute.StepsPerIteration), Comparison.Above, 1)]
    [MattersWith(typeof(PartialRolloutsAttribute))]
    [DefaultValue(1e-3)]
    public double Tau { get; set; } = 1e-3;

    /// <summary>
    /// By how much the probability of a token to be made more likely may rise; beyond, only the pull acts on it. 1 for no limit. Default: 0.2.
    /// </summary>
    [Range(0.001, 1.0)]
    [MattersWhen(nameof(ReinforceAttribute.StepsPerIteration), Comparison.Above, 1)]
    [MattersWith(typeof(PartialRolloutsAttribute))]
    [DefaultValue(0.2)]
    public double MaxRise { get; set; } = 0.2;

    /// <summary>
    /// By how much the probability of a token to be made less likely may fall; beyond, only the pull acts on it. 1 for no limit. Default: 0.2.
    /// </summary>
    [Range(0.001, 1.0)]
    [MattersWhen(nameof(ReinforceAttribute.StepsPerIteration), Comparison.Above, 1)]
    [MattersWith(typeof(PartialRolloutsAttribute))]
    [DefaultValue(0.2)]
    public double MaxFall { get; set; } = 0.2;
}

/// <summary>What executes <see cref="RatioMirrorDescentAttribute"/>; replaceable through dependency injection.</summary>
public interface IRatioMirrorDescent : IObjective;

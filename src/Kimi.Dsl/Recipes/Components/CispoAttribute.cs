using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// CISPO (MiniMax-M1, 2025): REINFORCE on GRPO's advantages, each token weighted by its importance ratio up to a limit. No token loses its gradient, as it does
/// to the clip of <c>[Grpo]</c>.
/// </summary>
public sealed class CispoAttribute : ObjectiveAttribute<ICispo>
{
    /// <summary>
    /// ε_high: a token's weight is at most 1 + ε_high; there is no lower bound, as in the paper. The paper gives no value; ours is 4, for weights up to 5.
    /// Default: 4.
    /// </summary>
    [Range(0.001, 1000.0)]
    [MattersWhen(nameof(ReinforceAttribute.StepsPerIteration), Comparison.Above, 1)]
    [MattersWith(typeof(PartialRolloutsAttribute))]
    [DefaultValue(4.0)]
    public double EpsilonHigh { get; set; } = 4;
}

/// <summary>What executes <see cref="CispoAttribute"/>; replaceable through dependency injection.</summary>
public interface ICispo : IObjective;

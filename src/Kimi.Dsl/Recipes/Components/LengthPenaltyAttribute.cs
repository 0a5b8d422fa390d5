using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>Kimi k1.5's length reward (paper 2.3.3): within a group, shorter correct responses earn more, and long wrong ones lose.</summary>
public sealed class LengthPenaltyAttribute : PenaltyAttribute<ILengthPenalty>
{
    /// <summary>The weight of the length reward, which lies in [−0.5, 0.5], relative to the reward. The paper gives no value. Default: 0.2.</summary>
    [Weight(10)]
    [TakesAway(0.5)]
    [DefaultValue(0.2)]
    public double Weight { get; set; } = 0.2;

    /// <summary>The iteration (0-based) from which it is in force: the paper starts without it, then keeps it constant. Default: 0.</summary>
    [Range(0, 1_000_000)]
    [Below(nameof(ReinforceAttribute.Iterations), Because = "the penalty is never in force")]
    [DefaultValue(0)]
    public int FromIteration { get; set; }
}

/// <summary>What executes <see cref="LengthPenaltyAttribute"/>; replaceable through dependency injection.</summary>
public interface ILengthPenalty : IPenalty;

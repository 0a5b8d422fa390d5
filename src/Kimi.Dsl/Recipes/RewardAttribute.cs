using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>How a response is judged. The verdicts of several rewards are summed by their weights.</summary>
[Futile(nameof(TimeLimitSeconds), Comparison.Above, 9_999, Because = "one verdict that hangs holds up the run for hours, since the limit is in seconds")]
public abstract class RewardAttribute : ComponentAttribute
{
    private protected RewardAttribute()
    {
    }

    internal sealed override ComponentKinds Kind => ComponentKinds.Reward;

    /// <summary>
    /// Whether a response must also do well by this reward to count as correct; a reward for form alone does not decide this. If no reward of a stage does, all
    /// of them do.
    /// </summary>
    public virtual bool DecidesCorrectness => true;

    /// <summary>The weight of the verdict in the sum of rewards. Default: 1.</summary>
    [Weight(100)]
    [DefaultValue(1.0)]
    public double Weight { get; set; } = 1;

    /// <summary>How long one verdict may take, in seconds; then it is <see cref="Verdict.TimedOut"/>. Default: 30.</summary>
    [Range(0.001, 86_400.0)]
    [Operational(Observable.Ending)]
    [DefaultValue(30.0)]
    public virtual double TimeLimitSeconds { get; set; } = 30;
}

/// <summary>Judges responses by <typeparamref name="TReward"/>. Derive from it to give a reward options of its own.</summary>
/// <typeparam name="TReward">The reward, or the contract of one.</typeparam>
public class RewardAttribute<TReward> : RewardAttribute
    where TReward : class, IReward
{
    /// <inheritdoc/>
    public sealed override Type Component => typeof(TReward);
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>What the policy acts in: it writes a turn, the environment replies, and so on until one of them ends it. Replies never train.</summary>
[Futile(nameof(TimeLimitSeconds), Comparison.Above, 9_999, Because = "one reply that hangs holds up the run for hours, since the limit is in seconds")]
public abstract class EnvironmentAttribute : ComponentAttribute
{
    private protected EnvironmentAttribute()
    {
    }

    internal sealed override ComponentKinds Kind => ComponentKinds.Environment;

    /// <summary>How many turns the policy has at most. Default: 8.</summary>
    [Range(1, 100_000)]
    [DefaultValue(8)]
    public int MaxTurns { get; set; } = 8;

    /// <summary>The longest reply, in tokens; a longer one is cut, and a longer opening is a fault. It takes room in the policy's context, and no tokens of
    /// MaxResponseTokens. Default: 64.</summary>
    [Range(1, 10_000_000)]
    [DefaultValue(64)]
    public int MaxReplyTokens { get; set; } = 64;

    /// <summary>How long the environment may take for one reply, in seconds; then the response counts as a fault. Default: 30.</summary>
    [Range(0.001, 86_400.0)]
    [Operational(Observable.Ending)]
    [DefaultValue(30.0)]
    public double TimeLimitSeconds { get; set; } = 30;
}

/// <summary>Lets the policy act in <typeparamref name="TEnvironment"/>. Derive from it to give an environment options of its own.</summary>
/// <typeparam name="TEnvironment">The environment, or the contract of one.</typeparam>
public class EnvironmentAttribute<TEnvironment> : EnvironmentAttribute
    where TEnvironment : class, IEnvironment
{
    /// <inheritdoc/>
    public sealed override Type Component => typeof(TEnvironment);
}

namespace Kimi.Dsl;

/// <summary>How the responses of a stage are generated: where they stop, and how they spread over iterations.</summary>
public abstract class RolloutRuleAttribute : ComponentAttribute
{
    private protected RolloutRuleAttribute()
    {
    }

    internal sealed override ComponentKinds Kind => ComponentKinds.RolloutRule;
}

/// <summary>Generates responses by <typeparamref name="TRule"/>. Derive from it to give a rule options of its own.</summary>
/// <typeparam name="TRule">The rule, or the contract of one: an <see cref="IStopRule"/> or an <see cref="IRolloutSchedule"/>.</typeparam>
public class RolloutRuleAttribute<TRule> : RolloutRuleAttribute
    where TRule : class, IRolloutRule
{
    /// <inheritdoc/>
    public sealed override Type Component => typeof(TRule);
}

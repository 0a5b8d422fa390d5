namespace Kimi.Dsl;

/// <summary>What a stage's policy is optimised for.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, Inherited = false)]
public abstract class ObjectiveAttribute : ComponentAttribute
{
    private protected ObjectiveAttribute()
    {
    }

    internal sealed override ComponentKinds Kind => ComponentKinds.Objective;
}

/// <summary>Optimises the policy for <typeparamref name="TObjective"/>. Derive from it to give an objective options of its own.</summary>
/// <typeparam name="TObjective">The objective, or the contract of one.</typeparam>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, Inherited = false)]
public class ObjectiveAttribute<TObjective> : ObjectiveAttribute
    where TObjective : class, IObjective
{
    /// <inheritdoc/>
    public sealed override Type Component => typeof(TObjective);
}

namespace Kimi.Dsl;

/// <summary>What is added to the rewards of a group of responses to one problem. Several are summed.</summary>
public abstract class PenaltyAttribute : ComponentAttribute
{
    private protected PenaltyAttribute()
    {
    }

    internal sealed override ComponentKinds Kind => ComponentKinds.Penalty;
}

/// <summary>Adds <typeparamref name="TPenalty"/> to the rewards. Derive from it to give a penalty options of its own.</summary>
/// <typeparam name="TPenalty">The penalty, or the contract of one.</typeparam>
public class PenaltyAttribute<TPenalty> : PenaltyAttribute
    where TPenalty : class, IPenalty
{
    /// <inheritdoc/>
    public sealed override Type Component => typeof(TPenalty);
}

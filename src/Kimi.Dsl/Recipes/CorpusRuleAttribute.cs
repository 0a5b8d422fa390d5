namespace Kimi.Dsl;

/// <summary>How a corpus is refined. Rules act one after another, in the order in which they are written on the stage.</summary>
public abstract class CorpusRuleAttribute : ComponentAttribute
{
    private protected CorpusRuleAttribute()
    {
    }

    internal sealed override ComponentKinds Kind => ComponentKinds.CorpusRule;
}

/// <summary>Refines a corpus by <typeparamref name="TRule"/>. Derive from it to give a rule options of its own.</summary>
/// <typeparam name="TRule">The rule, or the contract of one.</typeparam>
public class CorpusRuleAttribute<TRule> : CorpusRuleAttribute
    where TRule : class, ICorpusRule
{
    /// <inheritdoc/>
    public sealed override Type Component => typeof(TRule);
}

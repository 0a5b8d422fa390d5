namespace Kimi.Dsl;

/// <summary>What a stage trains instead of all of a policy's weights. A stage has at most one.</summary>
[Establishes(Fact.Adapter)]
[Contradicts(typeof(AdapterAttribute), Because = "a stage trains one adapter")]
public abstract class AdapterAttribute : ComponentAttribute
{
    private protected AdapterAttribute()
    {
    }

    internal sealed override ComponentKinds Kind => ComponentKinds.Adapter;
}

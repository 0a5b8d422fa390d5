namespace Kimi.Dsl;

/// <summary>Which problems the next iteration draws. Without a sampler, all are equally likely; the weights of several multiply.</summary>
public abstract class SamplerAttribute : ComponentAttribute
{
    private protected SamplerAttribute()
    {
    }

    internal sealed override ComponentKinds Kind => ComponentKinds.Sampler;
}

/// <summary>Draws problems by <typeparamref name="TSampler"/>. Derive from it to give a sampler options of its own.</summary>
/// <typeparam name="TSampler">The sampler, or the contract of one.</typeparam>
public class SamplerAttribute<TSampler> : SamplerAttribute
    where TSampler : class, ISampler
{
    /// <inheritdoc/>
    public sealed override Type Component => typeof(TSampler);
}

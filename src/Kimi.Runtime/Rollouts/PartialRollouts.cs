using Kimi.Dsl;

namespace Kimi.Runtime.Rollouts;

/// <summary>Partial rollouts (paper 2.6.2) with constant limits.</summary>
/// <param name="options">The limits.</param>
[ImplementationVersion(1)]
public sealed class PartialRollouts(PartialRolloutsAttribute options) : IPartialRollouts
{
    /// <inheritdoc/>
    public int TokenBudget => options.TokenBudget;

    /// <inheritdoc/>
    public int MaxAge => options.MaxAge;

    /// <inheritdoc/>
    public int MaxSegmentAge => options.MaxSegmentAge;
}

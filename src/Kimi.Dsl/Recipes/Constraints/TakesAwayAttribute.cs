namespace Kimi.Dsl;

/// <summary>
/// Declares, on the weight of a penalty, what share of it the best response can lose. Together, the penalties of a stage should take less than its
/// rewards give,
/// or a wrong response may do better than a right one (KIMI4012).
/// </summary>
/// <param name="share">The share.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TakesAwayAttribute(double share) : Attribute
{
    /// <summary>The share.</summary>
    public double Share { get; } = share;
}

namespace Kimi.Dsl;

/// <summary>Declares that an option divides another of the same attribute into equal parts, as steps divide a batch (KIMI3002).</summary>
/// <param name="other">The other option: the batch.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SharesOutAttribute(string other) : Attribute
{
    /// <summary>The other option.</summary>
    public string Other { get; } = other;
}

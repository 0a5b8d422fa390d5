namespace Kimi.Dsl;

/// <summary>Declares that an option shares another of the same attribute out into equal parts, as steps share out a batch: it divides it (KIMI3002).</summary>
/// <param name="other">The other option: the batch.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SharesOutAttribute(string other) : Attribute
{
    /// <summary>The other option.</summary>
    public string Other { get; } = other;
}

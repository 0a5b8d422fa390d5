namespace Kimi.Dsl;

/// <summary>Declares that an option divides another of the same attribute without remainder (KIMI5004).</summary>
/// <param name="other">The other option.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DividesAttribute(string other) : Attribute
{
    /// <summary>The other option.</summary>
    public string Other { get; } = other;
}

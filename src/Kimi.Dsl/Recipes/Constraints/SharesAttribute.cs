namespace Kimi.Dsl;

/// <summary>Declares that an option, when not empty, holds one share for each artifact of a type that the stage takes, summing to 1 (KIMI5005).</summary>
/// <param name="of">The type of artifact.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SharesAttribute(Type of) : Attribute
{
    /// <summary>The type of artifact.</summary>
    public Type Of { get; } = of;

    /// <summary>Another such option from whose shares these are reached; empty for none.</summary>
    public string From { get; set; } = "";
}

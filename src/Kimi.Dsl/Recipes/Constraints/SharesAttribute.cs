namespace Kimi.Dsl;

/// <summary>Declares that an option, when not empty, holds one share for each policy that the stage takes, summing to 1 (KIMI5005).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SharesAttribute : Attribute;

namespace Kimi.Dsl;

/// <summary>Declares that an item which is twice in an option that is a list does nothing the second time (KIMI5012).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DistinctItemsAttribute : Attribute
{
    /// <summary>Whether the first item to be complete decides, so that one which has another before its end does nothing either. Default: false.</summary>
    public bool FirstDecides { get; set; }
}

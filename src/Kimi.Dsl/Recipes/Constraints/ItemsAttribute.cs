namespace Kimi.Dsl;

/// <summary>Declares that every number in an option that is a list lies within bounds (KIMI5001).</summary>
/// <param name="minimum">The least.</param>
/// <param name="maximum">The greatest.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ItemsWithinAttribute(double minimum, double maximum) : Attribute
{
    /// <summary>The least.</summary>
    public double Minimum { get; } = minimum;

    /// <summary>The greatest.</summary>
    public double Maximum { get; } = maximum;
}

/// <summary>Declares that no text in an option that is a list is empty (KIMI5001).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NoEmptyItemsAttribute : Attribute;

/// <summary>Declares that the numbers in an option that is a list rise, and stay below another option of the same attribute (KIMI5002).</summary>
/// <param name="below">The other option.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RisingAttribute(string below) : Attribute
{
    /// <summary>The other option.</summary>
    public string Below { get; } = below;
}

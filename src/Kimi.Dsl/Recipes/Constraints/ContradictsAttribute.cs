namespace Kimi.Dsl;

/// <summary>
/// Declares that a component contradicts another on the same stage (KIMI3004): always when it stands on the component's attribute class,
/// at one value of an option when it stands on that option.
/// </summary>
/// <param name="other">The other component's attribute class, or a base class of it for all of a kind.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, AllowMultiple = true)]
public sealed class ContradictsAttribute(Type other) : Attribute
{
    /// <summary>The other component's attribute class, or a base class of it.</summary>
    public Type Other { get; } = other;

    /// <summary>On an option: the value at which it contradicts.</summary>
    public double At { get; set; }

    /// <summary>On an option: another option of the component that resolves the contradiction when it is above 0; empty for none.</summary>
    public string Unless { get; set; } = "";

    /// <summary>The consequence, in the words of the message: <c>new levels would never be drawn</c>.</summary>
    public string Because { get; set; } = "one undoes what the other does";
}

namespace Kimi.Dsl;

/// <summary>How a value is compared with another.</summary>
public enum Comparison
{
    /// <summary>They are equal.</summary>
    EqualTo,

    /// <summary>They differ.</summary>
    DifferentFrom,

    /// <summary>The value is greater.</summary>
    Above,

    /// <summary>The value is smaller.</summary>
    Below,

    /// <summary>The value, a text or a list of texts, has the other in it.</summary>
    Containing,

    /// <summary>The value, a text or a list of texts, does not have the other in it.</summary>
    Lacking,
}

/// <summary>
/// Declares that an option has an effect only under a condition, such as the floor of a learning rate only where the learning rate falls: an option that is
/// given all the same is told with the reason (KIMI5006). Of several such attributes on one option, one is enough.
/// </summary>
/// <param name="option">The option that decides: one of the same attribute, or else of the stage that the component is on.</param>
/// <param name="comparison">How it compares.</param>
/// <param name="value">With what: a number, a text, true or false, or a member of an enumeration. Not needed where <see cref="Other"/> names an option.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class MattersWhenAttribute(string option, Comparison comparison, object? value = null) : Attribute
{
    /// <summary>The option that decides.</summary>
    public string Option { get; } = option;

    /// <summary>How it compares.</summary>
    public Comparison Comparison { get; } = comparison;

    /// <summary>With what.</summary>
    public object? Value { get; } = value;

    /// <summary>The option whose value it is compared with; empty where <see cref="Value"/> is given.</summary>
    public string Other { get; set; } = "";

    /// <summary>An option by which <see cref="Other"/> is multiplied; a list counts by its items, if it has any. Empty for none.</summary>
    public string Times { get; set; } = "";
}

/// <summary>
/// Declares that an option has an effect where another component is on the same stage (KIMI5006). Of several such attributes and
/// <see cref="MattersWhenAttribute"/> on one option, one is enough.
/// </summary>
/// <param name="component">The component's attribute class, or a base class of it for all of a kind.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class MattersWithAttribute(Type component) : Attribute
{
    /// <summary>The component's attribute class, or a base class of it.</summary>
    public Type Component { get; } = component;
}

namespace Kimi.Dsl;

/// <summary>
/// Declares, on the attribute class of a stage or component, values that a run takes and that defeat what it is for, such as a response that is one of a
/// single one when the shortest is wanted (KIMI5011).
/// </summary>
/// <param name="option">The option: one of the same attribute, or else of the stage that the component is on.</param>
/// <param name="comparison">How it compares.</param>
/// <param name="value">With what: a number, a text, true or false, or a member of an enumeration.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class FutileAttribute(string option, Comparison comparison, object value) : Attribute
{
    /// <summary>The option.</summary>
    public string Option { get; } = option;

    /// <summary>How it compares.</summary>
    public Comparison Comparison { get; } = comparison;

    /// <summary>With what.</summary>
    public object Value { get; } = value;

    /// <summary>Another option that must compare in its own way too; empty for none.</summary>
    public string With { get; set; } = "";

    /// <summary>How the other one compares.</summary>
    public Comparison WithComparison { get; set; }

    /// <summary>With what the other one compares.</summary>
    public object? WithValue { get; set; }

    /// <summary>A kind of component, by its attribute class or a base class of it, beside which the values have a use; null for none.</summary>
    public Type? Unless { get; set; }

    /// <summary>A kind of component, by its attribute class or a base class of it, beside which alone the values have no use; null for any.</summary>
    public Type? Beside { get; set; }

    /// <summary>What happens, in the words of the message: <c>no document is ever drawn</c>.</summary>
    public required string Because { get; set; }
}

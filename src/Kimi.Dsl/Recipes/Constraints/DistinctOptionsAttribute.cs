namespace Kimi.Dsl;

/// <summary>Declares, on the attribute class of a stage or component, that two options have no text in common, such as names of fields (KIMI5013).</summary>
/// <param name="first">One option: a text, or a list of texts.</param>
/// <param name="second">The other.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class DistinctOptionsAttribute(string first, string second) : Attribute
{
    /// <summary>One option.</summary>
    public string First { get; } = first;

    /// <summary>The other.</summary>
    public string Second { get; } = second;

    /// <summary>What happens otherwise, in the words of the message: <c>every prompt states its answer</c>.</summary>
    public required string Because { get; set; }
}

/// <summary>Declares, on an option whose default is empty, the text that stands for it at a value of another option, such as a layout's field.</summary>
/// <param name="option">The other option.</param>
/// <param name="value">Its value.</param>
/// <param name="text">What an empty text stands for there.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class DefaultAtAttribute(string option, object value, string text) : Attribute
{
    /// <summary>The other option.</summary>
    public string Option { get; } = option;

    /// <summary>Its value.</summary>
    public object Value { get; } = value;

    /// <summary>The text.</summary>
    public string Text { get; } = text;
}

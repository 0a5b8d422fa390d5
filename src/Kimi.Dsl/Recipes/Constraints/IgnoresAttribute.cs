namespace Kimi.Dsl;

/// <summary>
/// Declares, on a stage attribute's class, that the stage makes nothing of an option that components of a kind have, such as the weight of a reward where
/// only correct responses are counted: giving it there is told with the reason (KIMI5006).
/// </summary>
/// <param name="component">The component's attribute class, or a base class of it for all of a kind.</param>
/// <param name="option">The option.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IgnoresAttribute(Type component, string option) : Attribute
{
    /// <summary>The component's attribute class, or a base class of it.</summary>
    public Type Component { get; } = component;

    /// <summary>The option.</summary>
    public string Option { get; } = option;

    /// <summary>What the stage does, in the words of the message: <c>counts correct responses</c>.</summary>
    public required string Because { get; set; }
}

/// <summary>
/// Declares, on an option of a component, that stages of some kinds make nothing of it beside some other components, such as the form of a response where
/// another reward decides which are correct: giving it there is told with the reason (KIMI5006).
/// </summary>
/// <param name="stages">The stages' attribute classes.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IgnoredOnAttribute(params Type[] stages) : Attribute
{
    /// <summary>The stages' attribute classes.</summary>
    public IReadOnlyList<Type> Stages { get; } = stages;

    /// <summary>The attribute classes of components beside one of which it is ignored.</summary>
    public required Type[] Beside { get; set; }

    /// <summary>What the stage does, in the words of the message.</summary>
    public required string Because { get; set; }
}

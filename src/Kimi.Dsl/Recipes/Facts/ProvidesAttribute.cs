namespace Kimi.Dsl;

/// <summary>
/// Declares, on the attribute class of a stage that makes problems, that options decide whether what it makes has a fact, such as levels in a file: it has when
/// one option has one of some values, or another is not empty.
/// </summary>
/// <param name="fact">The fact.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ProvidesAttribute(Fact fact) : Attribute
{
    /// <summary>The fact.</summary>
    public Fact Fact { get; } = fact;

    /// <summary>The option whose value decides.</summary>
    public string Option { get; set; } = "";

    /// <summary>The values at which it has the fact.</summary>
    public object[] Values { get; set; } = [];

    /// <summary>An option that gives it the fact when it is not empty; empty for none.</summary>
    public string Or { get; set; } = "";
}

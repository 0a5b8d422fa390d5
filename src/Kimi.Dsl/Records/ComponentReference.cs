namespace Kimi.Dsl;

/// <summary>A component as data: its attribute's class and options.</summary>
/// <param name="Attribute">The attribute's class, with its assembly.</param>
/// <param name="Options">The options, as JSON.</param>
public sealed record ComponentReference(string Attribute, string Options);

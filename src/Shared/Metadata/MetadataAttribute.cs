namespace Kimi.Shared.Metadata;

/// <summary>An attribute as metadata holds it.</summary>
/// <param name="Namespace">The namespace of its class.</param>
/// <param name="Name">The name of its class.</param>
/// <param name="Arguments">The constructor's arguments.</param>
/// <param name="Named">The named arguments.</param>
internal sealed record MetadataAttribute(
    string Namespace, string Name, IReadOnlyList<MetadataConstant> Arguments, IReadOnlyList<(string Name, MetadataConstant Value)> Named);

/// <summary>A constant.</summary>
/// <param name="Value">A number, a text, true or false, a type, or null; the number of an enumeration's member.</param>
/// <param name="Text">As a message writes it.</param>
internal sealed record MetadataConstant(object? Value, string Text)
{
    /// <summary>The items of a list; null for anything else.</summary>
    public IReadOnlyList<MetadataConstant>? Items { get; init; }

    /// <summary>Whether it is a member of an enumeration.</summary>
    public bool IsChoice { get; init; }
}

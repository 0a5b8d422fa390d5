namespace Kimi.Shared.Metadata;

/// <summary>A property as metadata holds it.</summary>
internal interface IMetadataProperty
{
    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>The attributes on it, without those of what it overrides.</summary>
    IEnumerable<MetadataAttribute> Attributes { get; }

    /// <summary>The property of the same name that it overrides; null for none.</summary>
    IMetadataProperty? Overridden { get; }

    /// <summary>Its type.</summary>
    MetadataValueType Type { get; }

    /// <summary>What it begins with, as far as its text says that; null where that is not known.</summary>
    MetadataConstant? Initial { get; }
}

/// <summary>The type of a value.</summary>
/// <param name="Name">The name of the type; for a list, that of its items, and for a nullable type, that of the underlying type.</param>
/// <param name="IsList">Whether it is a list of such values.</param>
/// <param name="Choices">The names of an enumeration; null for any other type.</param>
internal sealed record MetadataValueType(string Name, bool IsList, IReadOnlyList<string>? Choices)
{
    /// <summary>Whether several of the names can be one value.</summary>
    public bool IsFlags { get; init; }
}

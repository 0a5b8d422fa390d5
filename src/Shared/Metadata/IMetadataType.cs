namespace Kimi.Shared.Metadata;

/// <summary>A type as metadata holds it: the compiler reads it from symbols, the runtime by reflection.</summary>
internal interface IMetadataType
{
    /// <summary>Its namespace.</summary>
    string Namespace { get; }

    /// <summary>Its name, without namespace and type arguments.</summary>
    string Name { get; }

    /// <summary>Its name with namespace and type arguments.</summary>
    string FullName { get; }

    /// <summary>Its type arguments.</summary>
    IEnumerable<IMetadataType> TypeArguments { get; }

    /// <summary>Its base class; null for none.</summary>
    IMetadataType? BaseType { get; }

    /// <summary>All interfaces that it implements.</summary>
    IEnumerable<IMetadataType> Interfaces { get; }

    /// <summary>The attributes on it, without those of its bases.</summary>
    IEnumerable<MetadataAttribute> Attributes { get; }

    /// <summary>What each of its public constructors takes: the types that are no arrays or type parameters.</summary>
    IEnumerable<IReadOnlyList<IMetadataType>> Constructors { get; }

    /// <summary>The names of an enumeration; null for any other type.</summary>
    IReadOnlyList<string>? Choices { get; }

    /// <summary>The properties that it declares or overrides itself, which are public and can be set.</summary>
    IEnumerable<IMetadataProperty> Properties { get; }
}

/// <summary>What can be derived from a type.</summary>
internal static class MetadataTypeExtensions
{
    /// <summary>A type and its base classes, the type first.</summary>
    public static IEnumerable<IMetadataType> SelfAndBases(this IMetadataType type)
    {
        for (var current = type; current is not null; current = current.BaseType)
            yield return current;
    }
}

namespace Kimi.Shared.Declarations;

/// <summary>What an option's property declares.</summary>
internal sealed class OptionDeclaration(string name, OptionType type, IReadOnlyList<DeclaredAttribute> attributes, OptionValue? defaultValue)
{
    private readonly ILookup<string, DeclaredAttribute> _attributes = attributes.ToLookup(attribute => attribute.Name, StringComparer.Ordinal);

    /// <summary>The property.</summary>
    public string Name => name;

    /// <summary>Its type.</summary>
    public OptionType Type => type;

    /// <summary>Its default, or null when there is no <c>[DefaultValue]</c>.</summary>
    public OptionValue? Default => defaultValue;

    /// <summary>
    /// What it begins with where there is no <c>[DefaultValue]</c>, for relations within the attribute; null where that is not known, as at start, when the
    /// attribute itself says it.
    /// </summary>
    public OptionValue? Initial { get; init; }

    /// <summary>What it demands of values.</summary>
    public IReadOnlyList<OptionConstraint> Constraints { get; } = [.. attributes.Select(ConstraintReader.Read).OfType<OptionConstraint>()];

    /// <summary>The names of the attributes on it.</summary>
    public IEnumerable<string> Declared => _attributes.Select(attribute => attribute.Key);

    /// <summary>Its relations to other options, and everything else declared on it.</summary>
    public DeclaredAttribute? Find(string attribute) => _attributes[attribute].FirstOrDefault();

    /// <summary>All attributes on it that have a given name.</summary>
    public IEnumerable<DeclaredAttribute> FindAll(string attribute) => _attributes[attribute];
}

namespace Kimi.Shared.Validation;

/// <summary>An attribute as metadata holds it, whoever read it: types are full names, enumerations numbers.</summary>
/// <param name="Name">The class's name, without <c>Attribute</c>.</param>
/// <param name="Arguments">The constructor's arguments.</param>
/// <param name="Named">The named arguments.</param>
internal sealed record DeclaredAttribute(string Name, IReadOnlyList<object?> Arguments, IReadOnlyDictionary<string, object?> Named)
{
    /// <summary>A named argument that is a text; empty when it is not given, unless told otherwise.</summary>
    public string Text(string name, string otherwise = "") => Named.TryGetValue(name, out var value) ? value as string ?? otherwise : otherwise;

    /// <summary>A named argument that is a number; 0 when it is not given.</summary>
    public double Number(string name) => Named.TryGetValue(name, out var value) && value is IConvertible number and not string ? number.ToDouble(null) : 0;

    /// <summary>A named argument that is true or false.</summary>
    public bool Flag(string name, bool otherwise) => Named.TryGetValue(name, out var value) ? value is true : otherwise;

    /// <summary>A named argument that is a list of texts; empty when it is not given.</summary>
    public IReadOnlyList<string> Texts(string name) => Named.TryGetValue(name, out var value) && value is IReadOnlyList<object?> items ? [.. items.OfType<string>()] : [];
}

/// <summary>What an attribute class declares of itself and its options.</summary>
internal sealed class AttributeDeclaration
{
    private readonly IReadOnlyList<DeclaredAttribute> _attributes;

    /// <summary>Reads declarations.</summary>
    /// <param name="attributes">The class's attributes, then those of its bases.</param>
    /// <param name="options">The options.</param>
    public AttributeDeclaration(IEnumerable<DeclaredAttribute> attributes, IReadOnlyList<OptionDeclaration> options)
    {
        _attributes = [.. attributes];
        Options = options;
    }

    /// <summary>The options.</summary>
    public IReadOnlyList<OptionDeclaration> Options { get; }

    /// <summary>The facts that inputs must hold.</summary>
    public IEnumerable<Fact> Requires => All("Requires").Select(a => (Fact)Convert.ToInt32(a.Arguments[0], null));

    /// <summary>The components it contradicts whatever its options.</summary>
    public IEnumerable<DeclaredAttribute> Contradictions => All("Contradicts");

    /// <summary>Where its problems come from, or null when it makes none.</summary>
    public DeclaredAttribute? ProblemOrigin => All("ProblemOrigin").FirstOrDefault();

    /// <summary>Which of the inputs it makes its output a part of, or null when all go into it.</summary>
    public int? PartOf => All("PartOf").FirstOrDefault() is { } declared ? Convert.ToInt32(declared.Arguments[0], null) : null;

    /// <summary>Which options give a transformer's shape, or null.</summary>
    public DeclaredAttribute? TransformerShape => All("TransformerShape").FirstOrDefault();

    /// <summary>What memory it needs, or null when it does not tell.</summary>
    public DeclaredAttribute? UsesMemory => All("UsesMemory").FirstOrDefault();

    /// <summary>What it makes of a fact, or null when it passes on what it takes; the most derived class has the word.</summary>
    public DeclaredAttribute? Establishes(Fact fact) => All("Establishes").FirstOrDefault(a => (Fact)Convert.ToInt32(a.Arguments[0], null) == fact);

    /// <summary>An option by its name.</summary>
    public OptionDeclaration? Option(string name) => Options.FirstOrDefault(o => string.Equals(o.Name, name, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<DeclaredAttribute> All(string name) => _attributes.Where(a => a.Name == name);
}

/// <summary>What an option's property declares.</summary>
internal sealed class OptionDeclaration(string name, OptionType type, IReadOnlyList<DeclaredAttribute> attributes, OptionValue? defaultValue)
{
    /// <summary>The property.</summary>
    public string Name => name;

    /// <summary>Its type.</summary>
    public OptionType Type => type;

    /// <summary>Its default, or null when <c>[DefaultValue]</c> does not tell.</summary>
    public OptionValue? Default => defaultValue;

    /// <summary>What it demands of values.</summary>
    public IReadOnlyList<OptionConstraint> Constraints { get; } = [.. attributes.Select(ConstraintReader.Read).OfType<OptionConstraint>()];

    /// <summary>Its relations to other options, and whatever else stands on it.</summary>
    public DeclaredAttribute? Find(string attribute) => attributes.FirstOrDefault(a => a.Name == attribute);

    /// <summary>All attributes of a name on it.</summary>
    public IEnumerable<DeclaredAttribute> FindAll(string attribute) => attributes.Where(a => a.Name == attribute);
}

/// <summary>What flows along the graph; the values are those of the language's enumeration of the same name.</summary>
internal enum Fact
{
    /// <summary>Where a policy's weights began.</summary>
    Architecture,

    /// <summary>Where a policy's tokenizer came from.</summary>
    Tokenizer,

    /// <summary>The longest sequence a policy was activated for.</summary>
    ContextLength,

    /// <summary>The longest prompt of a prompt set.</summary>
    PromptLength,

    /// <summary>How many problems a prompt set has.</summary>
    ProblemCount,

    /// <summary>Whether a policy was tuned to answer.</summary>
    Tuned,

    /// <summary>Whether a policy sees images.</summary>
    Vision,

    /// <summary>Which problems went into an artifact.</summary>
    UnseenProblems,
}

namespace Kimi.Shared.Declarations;

/// <summary>What an attribute class declares about itself and its options.</summary>
internal sealed class AttributeDeclaration
{
    private readonly ILookup<string, DeclaredAttribute> _attributes;
    private readonly ILookup<string, OptionDeclaration> _options;
    private readonly ILookup<string, OptionDeclaration> _byDeclared;
    private readonly Dictionary<Fact, DeclaredAttribute> _established = [];

    /// <summary>Reads declarations.</summary>
    /// <param name="attributes">The class's attributes, then those of its bases.</param>
    /// <param name="options">The options.</param>
    public AttributeDeclaration(IEnumerable<DeclaredAttribute> attributes, IReadOnlyList<OptionDeclaration> options)
    {
        // Each rule looks for some of them in each part of a recipe.
        _attributes = attributes.ToLookup(attribute => attribute.Name, StringComparer.Ordinal);
        _options = options.ToLookup(option => option.Name, StringComparer.OrdinalIgnoreCase);
        _byDeclared = options.SelectMany(option => option.Declared, (option, declared) => (Option: option, Declared: declared))
            .ToLookup(each => each.Declared, each => each.Option, StringComparer.Ordinal);
        Options = options;
        Requires = [.. All("Requires").Select(FactOf)];
        // The first of a fact counts: the most derived class decides.
        foreach (var declared in All("Establishes").Concat(All("Provides")).Reverse())
            _established[FactOf(declared)] = declared;
    }

    /// <summary>The options.</summary>
    public IReadOnlyList<OptionDeclaration> Options { get; }

    /// <summary>The facts that inputs must have.</summary>
    public IReadOnlyList<Fact> Requires { get; }

    /// <summary>The components that it contradicts whatever its options are.</summary>
    public IEnumerable<DeclaredAttribute> Contradictions => All("Contradicts");

    /// <summary>The products of options that lie within others.</summary>
    public IEnumerable<DeclaredAttribute> Products => All("ProductAtMost");

    /// <summary>The sums of options that lie within others.</summary>
    public IEnumerable<DeclaredAttribute> Sums => All("SumAtMost");

    /// <summary>The sets of options one of which is on.</summary>
    public IEnumerable<DeclaredAttribute> OneOf => All("OneOf");

    /// <summary>The values that defeat what it is for.</summary>
    public IEnumerable<DeclaredAttribute> Futile => All("Futile");

    /// <summary>The options that have no text in common.</summary>
    public IEnumerable<DeclaredAttribute> Distinct => All("DistinctOptions");

    /// <summary>The texts that a policy writes whatever its options are.</summary>
    public IEnumerable<string> Written => All("WrittenByThePolicy").Select(written => (string)written.Arguments[0]!).Take(1);

    /// <summary>The options of components that it makes nothing of.</summary>
    public IEnumerable<DeclaredAttribute> Ignores => All("Ignores");

    /// <summary>The fewest artifacts of a type with which it does anything, or null.</summary>
    public DeclaredAttribute? TakesAtLeast => All("TakesAtLeast").FirstOrDefault();

    /// <summary>Where its documents come from, or null when it makes none.</summary>
    public DeclaredAttribute? DocumentOrigin => All("DocumentOrigin").FirstOrDefault();

    /// <summary>That its inputs of one type must not hold the same, or null.</summary>
    public DeclaredAttribute? DistinctInputs => All("DistinctInputs").FirstOrDefault();

    /// <summary>Where its problems come from, or null when it makes none.</summary>
    public DeclaredAttribute? ProblemOrigin => All("ProblemOrigin").FirstOrDefault();

    /// <summary>The input that its output is a part of, or null when all inputs go into the output.</summary>
    public int? PartOf => All("PartOf").FirstOrDefault() is { } declared ? Convert.ToInt32(declared.Arguments[0], null) : null;

    /// <summary>The options that give a transformer's shape, or null.</summary>
    public DeclaredAttribute? TransformerShape => All("TransformerShape").FirstOrDefault();

    /// <summary>The options that give the shape of a vision tower that it adds, or null.</summary>
    public DeclaredAttribute? VisionShape => All("VisionShape").FirstOrDefault();

    /// <summary>The option that names the folder of a checkpoint that it loads, or null.</summary>
    public string? LoadsCheckpoint => All("LoadsCheckpoint").FirstOrDefault()?.Arguments[0] as string;

    /// <summary>The memory that it needs, or null when it declares none.</summary>
    public DeclaredAttribute? UsesMemory => All("UsesMemory").FirstOrDefault();

    /// <summary>What it declares a fact to be, or null when it passes on what it takes; the most derived class decides.</summary>
    public DeclaredAttribute? Establishes(Fact fact) => _established.TryGetValue(fact, out var declared) ? declared : null;

    /// <summary>The options with an attribute of a name.</summary>
    public IEnumerable<OptionDeclaration> OptionsWith(string declared) => _byDeclared[declared];

    /// <summary>An option by its name.</summary>
    public OptionDeclaration? Option(string name) => _options[name].FirstOrDefault();

    private static Fact FactOf(DeclaredAttribute declared) => (Fact)Convert.ToInt32(declared.Arguments[0], null);

    private IEnumerable<DeclaredAttribute> All(string name) => _attributes[name];
}

using Kimi.Shared.Declarations;

namespace Kimi.Shared.Configuration;

/// <summary>
/// Layers of configuration that override what attributes declare: for the compiler the files, for the runtime all layers. The strongest layer that sets an
/// option wins as a whole: where it gives a shorter list, weaker layers do not supply the remaining items.
/// </summary>
/// <param name="layers">The layers, the weakest first.</param>
internal sealed class ConfigurationOverlay(IReadOnlyList<ConfigurationLayer> layers)
{
    /// <summary>What an option is set to, or null when no layer sets it.</summary>
    /// <param name="section">The path of its section.</param>
    /// <param name="option">The option.</param>
    public ConfiguredValue? Find(IReadOnlyList<string> section, OptionDeclaration option)
    {
        var (layer, node) = Find([.. section, option.Name]).LastOrDefault();
        if (node is null)
            return null;
        var texts = node.TextsFor(option.Type);
        var value = texts is null ? null : option.Type is ListType list ? list.Read(texts, mark: 0) : option.Type.Read(texts[0], mark: 0);
        return new(layer, node, value is null ? null : texts, value);
    }

    /// <summary>Whether a layer sets something in a section.</summary>
    public bool Sets(params string[] section) => Find(section).Any();

    /// <summary>Finds sections that belong to nothing.</summary>
    /// <param name="sections">The sections that exist.</param>
    /// <param name="owner">The section that has one of a name below it, such as the recipe of a stage; null for none.</param>
    public IEnumerable<ConfigurationFault> CheckSections(IReadOnlyCollection<string> sections, Func<string, string?>? owner = null) =>
        from name in Children([])
        where name != "$schema" && !sections.Any(section => Same(section, name))
        let sentence = owner?.Invoke(name) is { } recipe
            ? ConfigurationSentences.StageWithoutRecipe(name, recipe, Sources([name]))
            : ConfigurationSentences.NoRecipe(name, Sources([name]), sections)
        select new ConfigurationFault(Ids.UnknownName, Find([name]).Last().Node.NamePlace, sentence);

    /// <summary>Finds what is wrong in a section and in those below it.</summary>
    /// <param name="path">The path of the section.</param>
    /// <param name="section">The section.</param>
    /// <param name="otherNames">The names of other sections, one of which may have been meant.</param>
    public IEnumerable<ConfigurationFault> Check(IReadOnlyList<string> path, ConfigurableSection section, IReadOnlyCollection<string> otherNames) =>
        CheckNames(path, section, otherNames).Concat(
            from children in section.Children.GroupBy(child => child.Name, StringComparer.OrdinalIgnoreCase)
            where children.Count() == 1
            from fault in Check([.. path, children.Key], children.Single(), [])
            select fault);

    /// <summary>Finds names that a section does not have, and values whose type is not that of their option.</summary>
    /// <param name="path">The path of the section.</param>
    /// <param name="section">The section.</param>
    /// <param name="otherNames">The names of other sections, one of which may have been meant.</param>
    public IEnumerable<ConfigurationFault> CheckNames(IReadOnlyList<string> path, ConfigurableSection section, IReadOnlyCollection<string> otherNames)
    {
        var key = string.Join(":", path);
        var names = section.Options.Select(option => option.Name).Concat(section.Children.Select(child => child.Name)).ToList();
        if (Find(path).LastOrDefault(found => found.Node.Text is not null).Node is { } value)
        {
            var example = names.FirstOrDefault() ?? "…";
            yield return new(Ids.WrongType, value.ValuePlace, ConfigurationSentences.NotOptions(key, value.Text!, Sources(path), example));
        }

        if (Find(path).LastOrDefault(found => found.Node.IsNull).Node is { } nothing)
            yield return new(Ids.WrongType, nothing.ValuePlace, ConfigurationSentences.NullSection(key, Sources(path)));
        if (Find(path).LastOrDefault(found => found.Node.IsList).Node is { } list)
        {
            yield return new(Ids.WrongType, list.NamePlace, ConfigurationSentences.ListOfNames(key, Sources(path)));
            yield break;
        }

        foreach (var name in Children(path))
        {
            IReadOnlyList<string> below = [.. path, name];
            var children = section.Children.Where(child => Same(child.Name, name)).ToList();
            var (source, place) = (Find(below).Last().Layer.Name, Find(below).Last().Node.NamePlace);
            if (section.Options.FirstOrDefault(option => Same(option.Name, name)) is { } option)
            {
                if (Find(path, option) is { Value: null } found)
                    yield return WrongType(path, option, found);
            }
            else if (children.Count == 0 && section.Elsewhere.FirstOrDefault(other => Same(other, name)) is { } stage)
            {
                yield return new(Ids.UnknownName, place, ConfigurationSentences.StageInStage(key, stage, Sources(below), path[0]));
            }
            else if (children.Count == 0)
            {
                var noun = Children(below).Count > 0 ? section.ChildNoun : "option";
                var owner = section.Children.FirstOrDefault(child => child.Options.Any(option => Same(option.Name, name)))?.Name;
                yield return new(Ids.UnknownName, place, owner is null
                    ? ConfigurationSentences.NoName(key, noun, name, Sources(below), [.. names, .. otherNames])
                    : ConfigurationSentences.OptionOfPart(key, name, Sources(below), owner));
            }
            else if (children.Count > 1)
            {
                yield return new(Ids.UnknownName, place, ConfigurationSentences.TwoComponents(key, children[0].Name, source));
            }
        }
    }

    /// <summary>What to say about a value whose type is not that of its option.</summary>
    public static ConfigurationFault WrongType(IReadOnlyList<string> section, OptionDeclaration option, ConfiguredValue found) => new(
        Ids.WrongType,
        found.Node.ValuePlace,
        ConfigurationSentences.WrongType($"{string.Join(":", section)}:{option.Name}", Expectation(option), found.Node.Written, found.Layer.Name));

    // The numbers that the option allows, not all that its type has.
    private static string Expectation(OptionDeclaration option) =>
        option.Type is IntegerType
        && option.Constraints.OfType<RangeConstraint>().FirstOrDefault() is { MinimumIsExclusive: false, MaximumIsExclusive: false } range
            ? $"a whole number from {RangeConstraint.Written(range.Minimum)} to {RangeConstraint.Written(range.Maximum)}"
            : option.Type.Expectation;

    private IEnumerable<(ConfigurationLayer Layer, ConfiguredNode Node)> Find(IReadOnlyList<string> path) =>
        layers.Select(layer => (Layer: layer, Node: layer.Root.Find(path)!)).Where(found => found.Node is not null);

    private IReadOnlyList<string> Children(IReadOnlyList<string> path) =>
    [
        .. Find(path).SelectMany(found => found.Node.Children)
            .Select(child => child.Name)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderBy(name => name, StringComparer.OrdinalIgnoreCase),
    ];

    private string Sources(IReadOnlyList<string> path) => string.Join(", ", Find(path).Select(found => found.Layer.Name));

    private static bool Same(string first, string second) => string.Equals(first, second, StringComparison.OrdinalIgnoreCase);
}

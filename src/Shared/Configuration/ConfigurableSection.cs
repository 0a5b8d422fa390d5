using Kimi.Shared.Declarations;

namespace Kimi.Shared.Configuration;

/// <summary>What a section of configuration may set: options, and sections below it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Options">The options.</param>
internal sealed record ConfigurableSection(string Name, IReadOnlyList<OptionDeclaration> Options)
{
    /// <summary>The sections below it.</summary>
    public IReadOnlyList<ConfigurableSection> Children { get; init; } = [];

    /// <summary>Names of sections that belong elsewhere: for a stage, the stages beside it.</summary>
    public IReadOnlyList<string> Elsewhere { get; init; } = [];

    /// <summary>What a message calls the things below it.</summary>
    public string ChildNoun { get; init; } = "option";

    /// <summary>A recipe's section: its seed, and its stages.</summary>
    public static ConfigurableSection OfRecipe(string name, IEnumerable<ConfigurableSection> stages)
    {
        var all = stages.ToList();
        var names = all.ConvertAll(stage => stage.Name);
        return new(name, [new("Seed", new IntegerType(int.MinValue, int.MaxValue), [], null)])
        {
            Children = [.. all.Select(stage => stage with { Elsewhere = names })],
            ChildNoun = "stage",
        };
    }

    /// <summary>A stage's section: its options, and its components.</summary>
    public static ConfigurableSection OfStage(string name, IReadOnlyList<OptionDeclaration> options, IEnumerable<ConfigurableSection> components) =>
        new(name, options) { Children = [.. components], ChildNoun = "component" };
}

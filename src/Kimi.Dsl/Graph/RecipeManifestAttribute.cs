namespace Kimi.Dsl;

/// <summary>Lists the recipes of an assembly. The generator derives from it and applies it, so that a host does not have to scan the assembly.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public abstract class RecipeManifestAttribute : Attribute
{
    /// <summary>The assembly's recipes, by name.</summary>
    public abstract IReadOnlyList<RecipeEntry> Recipes { get; }
}

/// <summary>A recipe in a manifest.</summary>
/// <param name="Name">The recipe's name.</param>
/// <param name="Graph">Gives its graph.</param>
public sealed record RecipeEntry(string Name, Func<RecipeGraph> Graph);

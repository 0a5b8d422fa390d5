using System.Reflection;
using Kimi.Dsl;
using Kimi.Shared;

namespace Kimi.Cli.Hosting;

/// <summary>The recipes of an application, by name.</summary>
/// <param name="entries">The recipes.</param>
internal sealed class RecipeCatalog(IReadOnlyList<RecipeEntry> entries)
{
    private readonly Dictionary<string, RecipeGraph> _graphs = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The recipes' names.</summary>
    public IReadOnlyList<string> Names { get; } = [.. entries.Select(entry => entry.Name)];

    /// <summary>All recipes.</summary>
    /// <exception cref="KimiException">One cannot be built.</exception>
    public IEnumerable<RecipeGraph> All => Names.Select(this.Find);

    /// <summary>The recipes that an assembly's generated manifest lists.</summary>
    /// <param name="assembly">The assembly.</param>
    public static IReadOnlyList<RecipeEntry> Of(Assembly? assembly) => assembly?.GetCustomAttribute<RecipeManifestAttribute>()?.Recipes ?? [];

    /// <summary>A recipe by its name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="KimiException">There is none with that name, or it cannot be built.</exception>
    public RecipeGraph Find(string name)
    {
        if (_graphs.TryGetValue(name, out var known))
            return known;
        var entry = entries.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new KimiException($"there is no recipe '{name}': {NearestName.Hint(name, Names)}");
        try
        {
            return _graphs[name] = entry.Graph();
        }
        catch (Exception exception) when (exception is not (KimiException or OutOfMemoryException))
        {
            var cause = exception is TypeInitializationException or TargetInvocationException ? exception.InnerException ?? exception : exception;
            throw new KimiException($"recipe {entry.Name} cannot be built: {cause.Message}", exception);
        }
    }

    /// <summary>A recipe's stage by its name.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="name">The stage's name.</param>
    /// <exception cref="KimiException">There is none with that name.</exception>
    public static Stage FindStage(RecipeGraph recipe, string name) =>
        recipe.Stages.FirstOrDefault(stage => stage.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new KimiException($"{recipe.Name} has no stage '{name}': {NearestName.Hint(name, [.. recipe.Stages.Select(stage => stage.Name)])}");
}

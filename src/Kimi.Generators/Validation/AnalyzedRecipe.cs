using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Kimi.Generators.Model;
using Kimi.Generators.Parsing;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Validation;

/// <summary>A recipe as analyzers see it. However many they are, it is parsed once in a compilation.</summary>
/// <param name="Model">The recipe.</param>
/// <param name="Locations">Where its parts stand.</param>
internal sealed record AnalyzedRecipe(RecipeModel Model, Locations Locations)
{
    // Held weakly: what is known of a compilation goes with it.
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<INamedTypeSymbol, AnalyzedRecipe>> _all = new();

    private readonly Lazy<CheckedRecipe> _checked = new(() => CheckedRecipes.Of(Model));
    private readonly Lazy<bool> _isConnected = new(() => !RecipeRules.Check(Model).Any());

    /// <summary>The recipe with the values of its attributes.</summary>
    public CheckedRecipe Checked => _checked.Value;

    /// <summary>Whether its graph is one: only then does it mean something that a fact reaches a stage, or does not.</summary>
    public bool IsConnected => _isConnected.Value;

    /// <summary>Parses a recipe, or takes what is there.</summary>
    public static AnalyzedRecipe Of(INamedTypeSymbol recipe, Compilation compilation, CancellationToken cancellationToken) =>
        _all.GetValue(compilation, _ => new(SymbolEqualityComparer.Default)).GetOrAdd(recipe, type =>
        {
            var locations = new Locations();
            return new(RecipeParser.Parse(type, compilation, locations, AttributeClasses.Of(compilation), cancellationToken), locations);
        });
}

using Kimi.Generators.Parsing;
using Kimi.Shared.Metadata;
using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Validation;

/// <summary>Applies rules to a recipe, and locates its problems.</summary>
internal static class Inspection
{
    /// <summary>
    /// The problems of a recipe that its base recipe does not have already. Where what it inherits is wrong in it alone, the recipe itself is the place: the
    /// base is not to blame, and may be another project's.
    /// </summary>
    public static IEnumerable<(Finding Finding, Location Location)> Inspect(
        INamedTypeSymbol recipe, Compilation compilation, Func<AnalyzedRecipe, IEnumerable<Finding>> rule, CancellationToken cancellationToken)
    {
        var own = Find(recipe, compilation, rule, cancellationToken);
        var parent = recipe.BaseType.SelfAndBases().FirstOrDefault(t => t.FindRecipeAttribute() is not null);
        if (own.Count == 0 || parent is null)
            return own;
        var (place, parentPlace) = (Place(recipe), Place(parent));
        var inherited = Find(parent, compilation, rule, cancellationToken).Select(found => Key(found, parentPlace)).ToList();
        return own.Where(found => !inherited.Contains(Key(found, place)))
            .Select(found => (found.Finding, IsWithin(found.Location, recipe) ? found.Location : place));

        Location Place(INamedTypeSymbol type) => AnalyzedRecipe.Of(type, compilation, cancellationToken).Locations[0];
    }

    // What has no place of its own, as in an assembly, has the same message for both.
    private static (string Id, object What) Key((Finding Finding, Location Location) found, Location place) =>
        (found.Finding.Id, found.Location == place ? found.Finding.Sentence : found.Location);

    private static bool IsWithin(Location location, INamedTypeSymbol recipe) =>
        recipe.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == location.SourceTree && r.Span.Contains(location.SourceSpan));

    // If a recipe does not compile, the compiler reports first.
    private static List<(Finding Finding, Location Location)> Find(
        INamedTypeSymbol type, Compilation compilation, Func<AnalyzedRecipe, IEnumerable<Finding>> rule, CancellationToken cancellationToken)
    {
        var recipe = AnalyzedRecipe.Of(type, compilation, cancellationToken);
        return recipe.Model.Is(Model.RecipeTraits.HasCompilerErrors) ? [] : [.. rule(recipe).Select(problem => (problem, recipe.Locations[problem.Mark]))];
    }
}

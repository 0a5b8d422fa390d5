using Kimi.Generators.Parsing;
using Kimi.Shared;
using Kimi.Shared.Metadata;
using Kimi.Shared.Validation;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Validation;

/// <summary>Applies rules to a recipe, and locates its problems.</summary>
internal static class Inspection
{
    /// <summary>
    /// The problems of a recipe that its base recipe does not have already. Where what it inherits is wrong in it alone, the place is what it overrides of
    /// that, or else the recipe itself: the base is not to blame, and may be another project's.
    /// </summary>
    public static IEnumerable<(Finding Finding, Location Location)> Inspect(
        INamedTypeSymbol recipe, Compilation compilation, Func<AnalyzedRecipe, IEnumerable<Finding>> rule, CancellationToken cancellationToken)
    {
        var own = Find(recipe, compilation, rule, cancellationToken);
        if (own.Count == 0)
            return [];
        var parent = recipe.BaseType.SelfAndBases().FirstOrDefault(t => t.FindRecipeAttribute() is not null);
        if (parent is null)
            return Told(own);
        var (place, parentPlace) = (Place(recipe), Place(parent));
        var inherited = Find(parent, compilation, rule, cancellationToken).Select(found => found.Key(parentPlace)).ToList();
        return Told(own.Where(found => !inherited.Contains(found.Key(place)))
            .Select(found => IsWithin(found.Location, recipe) ? found : found with { Location = Overridden(found) ?? place }));

        // What a class gives is not an override of a stage.
        Location? Overridden(Found found) => found.Finding.Overridden is { } mark
            && AnalyzedRecipe.Of(recipe, compilation, cancellationToken).Locations is var places && places.StageOf(mark) is null
            && IsWithin(places[mark], recipe) ? places[mark] : null;

        Location Place(INamedTypeSymbol type) => AnalyzedRecipe.Of(type, compilation, cancellationToken).Locations[0];
    }

    // What an attribute on the class gives is told once, with the stages that have it.
    private static IEnumerable<(Finding Finding, Location Location)> Told(IEnumerable<Found> all) =>
        from found in all
        group found by (found.Finding.Id, found.Finding.Sentence, found.Location, IsOfClass: found.Stage is not null) into same
        from entry in same.Key.IsOfClass ? [WithStages(same)] : same.AsEnumerable()
        select (entry.Finding, entry.Location);

    private static Found WithStages(IEnumerable<Found> same)
    {
        var first = same.First();
        return first with { Finding = first.Finding with { Sentence = WithStages(first.Finding.Sentence, [.. same.Select(found => found.Stage!)]) } };
    }

    private static string WithStages(string sentence, IReadOnlyList<string> stages)
    {
        var names = stages.Select(stage => $"'{stage}'").Distinct().ToList();
        return names.All(sentence.Contains) ? sentence : $"{sentence} ({(names.Count == 1 ? "stage" : "stages")} {Words.List(names, "and")})";
    }

    private static bool IsWithin(Location location, INamedTypeSymbol recipe) =>
        recipe.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == location.SourceTree && r.Span.Contains(location.SourceSpan));

    // If a recipe does not compile, the compiler reports first.
    private static List<Found> Find(
        INamedTypeSymbol type, Compilation compilation, Func<AnalyzedRecipe, IEnumerable<Finding>> rule, CancellationToken cancellationToken)
    {
        var recipe = AnalyzedRecipe.Of(type, compilation, cancellationToken);
        if (recipe.Model.Is(Model.RecipeTraits.HasCompilerErrors))
            return [];
        var locations = recipe.Locations;
        var all = rule(recipe).Select(problem => new Found(problem, locations[problem.Mark], locations.StageOf(problem.Mark))).ToList();
        return all.Count == 0 ? all : [.. all.Where(found => found.Stage is null || !Ids.IsSuperfluous(found.Finding.Id) || IsOfAll(found))];

        // What one stage has no use for, another may need.
        bool IsOfAll(Found found) => locations.Takers(found.Location)
            .All(mark => all.Any(other => other.Finding.Mark == mark && other.Finding.Id == found.Finding.Id));
    }

    // A problem with its place, and with the stage where what is wrong comes from a class.
    private readonly record struct Found(Finding Finding, Location Location, string? Stage)
    {
        // What has no place of its own, as in an assembly, has the same message for both.
        public (string Id, string? Stage, object What) Key(Location place) => (Finding.Id, Stage, Location == place ? Finding.Sentence : Location);
    }
}

using Kimi.Generators.Model;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Validation;

/// <summary>Parses a recipe, applies rules, and says where their problems are.</summary>
internal static class Inspection
{
    /// <summary>The problems of a recipe that its base recipe does not have already.</summary>
    public static IEnumerable<(Problem Problem, Location Location)> Inspect(
        INamedTypeSymbol recipe, Compilation compilation, Func<RecipeModel, IEnumerable<Problem>> rule, CancellationToken cancellationToken)
    {
        var own = Find(recipe, compilation, rule, cancellationToken);
        var parent = recipe.BaseType.SelfAndBases().FirstOrDefault(t => t.FindRecipeAttribute() is not null);
        if (own.Count == 0 || parent is null || parent.DeclaringSyntaxReferences.Length == 0)
            return own;
        var inherited = Find(parent, compilation, rule, cancellationToken).Select(p => (p.Problem.Id, p.Location)).ToList();
        return own.Where(p => !inherited.Contains((p.Problem.Id, p.Location)));
    }

    private static List<(Problem Problem, Location Location)> Find(
        INamedTypeSymbol recipe, Compilation compilation, Func<RecipeModel, IEnumerable<Problem>> rule, CancellationToken cancellationToken)
    {
        var locations = new Locations();
        var model = RecipeParser.Parse(recipe, compilation, locations, cancellationToken);
        return [.. RecipeRules.Apply(rule, model).Select(problem => (problem, locations[problem.Mark]))];
    }
}

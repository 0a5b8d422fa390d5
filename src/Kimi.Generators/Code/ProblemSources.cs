using Kimi.Generators.Parsing;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Code;

/// <summary>Which classes of a team's own make what a stage takes.</summary>
internal static class ProblemSources
{
    /// <summary>The sources of all problems of a stage; null where others may have made some.</summary>
    /// <param name="recipe">The recipe's class.</param>
    /// <param name="stage">The stage.</param>
    public static IReadOnlyList<INamedTypeSymbol>? Of(INamedTypeSymbol recipe, CheckedStage stage)
    {
        var sources = stage.PromptSets.Select(input => Root(input.Source) is { } root ? Of(recipe, root, "IProblemSource") : null).ToList();
        return sources.Count == 0 || sources.Contains(null) ? null : [.. sources.OfType<INamedTypeSymbol>()];
    }

    /// <summary>The class of a contract that a stage's attributes name; null for none.</summary>
    /// <param name="recipe">The recipe's class.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="contract">The contract's name.</param>
    public static INamedTypeSymbol? Of(INamedTypeSymbol recipe, CheckedStage stage, string contract) =>
        recipe.SelfAndBases().SelectMany(type => type.GetMembers(stage.Name).OfType<IMethodSymbol>()).Take(1).SelectMany(TeamCode.ComponentsOf)
            .FirstOrDefault(component => component.AllInterfaces.Any(each => each.Name == contract));

    // Behind stages that only choose.
    private static CheckedStage? Root(CheckedStage made) => made.Inputs.Count == 0 ? made
        : (made.IsTransform ? made.KeepsProblems : made.Part.IsOfLanguage)
            && made.Ingredients.Where(input => input.Source.Output.IsPromptSet).ToList() is { Count: 1 } only ? Root(only[0].Source)
        : null;
}

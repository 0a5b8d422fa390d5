using Kimi.Generators.Parsing;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>Which classes of a team's own make what the stages of a recipe take.</summary>
/// <param name="recipe">The recipe's class.</param>
/// <param name="components">The classes that the methods of this class name.</param>
internal sealed class TeamSources(INamedTypeSymbol recipe, IReadOnlyList<StageComponent> components)
{
    /// <summary>The sources of all problems of a stage; null where others may have made some.</summary>
    public IReadOnlyList<INamedTypeSymbol>? OfProblems(CheckedStage stage)
    {
        var sources = stage.PromptSets.Select(input => Root(input.Source) is { } root ? Of(root, "IProblemSource") : null).ToList();
        return sources.Count == 0 || sources.Contains(null) ? null : [.. sources.OfType<INamedTypeSymbol>()];
    }

    /// <summary>The class of a contract that a stage names, of a recipe that this one derives from, too; null for none.</summary>
    public INamedTypeSymbol? Of(CheckedStage stage, string contract) =>
        components.Where(each => each.Stage == stage).Select(each => each.Component).Concat(Inherited(stage))
            .FirstOrDefault(component => component.AllInterfaces.Any(each => each.Name == contract));

    /// <summary>Whether a source makes records of the language itself, one by one, and nowhere names a property of theirs.</summary>
    public static bool NeverSets(INamedTypeSymbol source, string property, CancellationToken cancellationToken) =>
        source.BaseType?.SpecialType == SpecialType.System_Object
        && source.AllInterfaces.Any(contract => contract is { Name: "IProblemSource", TypeArguments.Length: 1 }
            && contract.TypeArguments[0] is INamedTypeSymbol problem && problem.IsIn("Kimi", "Dsl"))
        && SourceNodes.Of(source, cancellationToken) is var nodes
        && nodes.OfType<AssignmentExpressionSyntax>()
            .Any(assignment => assignment.Parent is InitializerExpressionSyntax && assignment.Left is IdentifierNameSyntax { Identifier.ValueText: "Prompt" })
        && !nodes.OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == property);

    private IEnumerable<INamedTypeSymbol> Inherited(CheckedStage stage) =>
        recipe.SelfAndBases().SelectMany(type => type.GetMembers(stage.Name).OfType<IMethodSymbol>()).Take(1).SelectMany(TeamCode.ComponentsOf);

    // Behind stages that only choose.
    private static CheckedStage? Root(CheckedStage made) => made.Inputs.Count == 0 ? made
        : (made.IsTransform ? made.KeepsProblems : made.Part.IsOfLanguage)
            && made.Ingredients.Where(input => input.Source.Output.IsPromptSet).ToList() is { Count: 1 } only ? Root(only[0].Source)
        : null;
}

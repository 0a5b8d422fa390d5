using Kimi.Shared;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether an environment that replies is given a single turn in all stages that have it: no reply is ever read, and where nothing is said before it, it might
/// as well not be there. KIMI5011.
/// </summary>
internal static class SingleTurnRule
{
    /// <summary>Finds what is wrong with an environment of a stage.</summary>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        CheckedRecipe recipe, StageComponent each, Func<int, Location> place, CancellationToken cancellationToken)
    {
        if (Turns(each.Stage) is not ({ } label, { } turns) || !Replies(each.Component, cancellationToken)
            || recipe.Stages.Any(stage => stage.Components.Any(part => part.Label == label) && Turns(stage) is null))
            yield break;
        yield return (
            Ids.Futile,
            place(turns.Mark),
            $"MaxTurns of [{label}] on stage '{each.Stage.Name}' is 1, and {each.Component.Name} says nothing before the first turn, so no policy ever reads "
            + "a reply of it: raise MaxTurns, or have its episodes open with what the policy needs");
    }

    private static (string Label, OptionValue Turns)? Turns(CheckedStage stage) =>
        stage.Components.FirstOrDefault(part => part.Component == ComponentKind.Environment) is { } environment
        && environment["MaxTurns"] is { IsGiven: true, Number: 1 } turns
            ? (environment.Label, turns)
            : null;

    // It goes on after some turn at least, by its own source, and names no opening anywhere.
    private static bool Replies(INamedTypeSymbol environment, CancellationToken cancellationToken)
    {
        if (environment.DeclaringSyntaxReferences.Length == 0 || environment.BaseType?.SpecialType != SpecialType.System_Object)
            return false;
        var nodes = SourceNodes.Of(environment, cancellationToken);
        var isOwn = nodes.OfType<MethodDeclarationSyntax>().Any(method => method.Identifier.ValueText == "ReplyAsync");
        return isOwn && !nodes.Any(node => node is PropertyDeclarationSyntax { Identifier.ValueText: "Opening" })
            && !nodes.OfType<BaseListSyntax>().SelectMany(list => list.Types)
                .Any(based => based.Type is IdentifierNameSyntax name && !name.Identifier.ValueText.StartsWith("I", StringComparison.Ordinal))
            && nodes.OfType<ObjectCreationExpressionSyntax>().Any(created => created.Type.ToString().EndsWith("Continue", StringComparison.Ordinal));
    }
}

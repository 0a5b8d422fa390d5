using Kimi.Generators.Parsing;
using Kimi.Shared;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether rewards look for a marker which the demonstrations of the policy write: KIMI6011. Of a source that takes texts from elsewhere, nothing is known.
/// </summary>
internal static class UntaughtFormRule
{
    private static readonly HashSet<string> _known = new(StringComparer.Ordinal) { "Prompt", "Answer", "Id", "Level" };

    private static readonly HashSet<string> _platform = new(StringComparer.Ordinal)
    {
        "String", "Math", "Enumerable", "CultureInfo", "StringComparison", "Char", "Int32", "Double", "Convert", "BigInteger", "System", "Array",
    };

    /// <summary>Finds what is wrong with the rewards of a recipe.</summary>
    /// <param name="methods">The methods of its stages.</param>
    /// <param name="components">The classes of a team's own that these name.</param>
    /// <param name="place">The place of a mark.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        IReadOnlyList<(CheckedStage Stage, IMethodSymbol Method)> methods, IReadOnlyList<StageComponent> components, Func<int, Location> place,
        CancellationToken cancellationToken)
    {
        var written = new Dictionary<INamedTypeSymbol, string?>(SymbolEqualityComparer.Default);
        foreach (var (stage, method) in methods)
        {
            foreach (var reward in stage.Components)
            {
                if (Marker(reward) is not { Length: > 0 } marker || Taught(stage) is not { } traces || SourceOf(traces) is not { } source)
                    continue;
                if (!written.TryGetValue(source, out var text))
                    written[source] = text = Writes(source, cancellationToken);
                if (text is not null && text.IndexOf(marker, StringComparison.Ordinal) < 0)
                {
                    yield return (
                        Ids.JudgedOtherwise,
                        Place(method, place(reward.Mark)),
                        $"stage '{stage.Name}' looks for the answer after '{marker}', which no demonstration of stage '{traces.Name}' has: "
                        + $"have {source.Name} write '{marker}' before the answer, or look for what it does write");
                }
            }
        }

        // Of a recipe that this one derives from, too.
        INamedTypeSymbol? SourceOf(CheckedStage traces) => components.Where(each => each.Stage == traces).Select(each => each.Component)
            .Concat(Inherited(methods[0].Method.ContainingType, traces)).FirstOrDefault(IsSource);
    }

    private static string? Marker(CheckedPart reward) => reward.Declaration.OptionsWith("AnswerForm").FirstOrDefault() is { } option
        && reward[option.Name] is { Texts: { Count: 1 } texts } ? texts[0] : null;

    // The demonstrations that a policy was fine-tuned on last, before this stage or those of reinforcement learning that it goes on from.
    private static CheckedStage? Taught(CheckedStage stage)
    {
        do
        {
            if (stage.Policies.Count != 1)
                return null;
            stage = stage.Policies[0].Source;
        }
        while (stage.Part.Types.Contains("Kimi.Dsl.ReinforceAttribute"));
        return stage.Part.Types.Contains("Kimi.Dsl.FineTuneAttribute")
            && stage.Inputs.Where(input => input.Source.Output.IsDemonstrations).ToList() is { Count: 1 } demonstrations
                ? demonstrations[0].Source
                : null;
    }

    private static IEnumerable<INamedTypeSymbol> Inherited(INamedTypeSymbol recipe, CheckedStage traces) =>
        recipe.SelfAndBases().SelectMany(type => type.GetMembers(traces.Name).OfType<IMethodSymbol>()).Take(1).SelectMany(TeamCode.ComponentsOf);

    private static bool IsSource(INamedTypeSymbol component) => component.AllInterfaces.Any(contract => contract.Name == "IDemonstrationSource");

    // All of an attribute, by its name.
    private static Location Place(IMethodSymbol method, Location name) => method.GetAttributes().Select(use => use.ApplicationSyntaxReference)
        .FirstOrDefault(use => use is not null && use.SyntaxTree == name.SourceTree && use.Span.Contains(name.SourceSpan)) is { } found
            ? Location.Create(found.SyntaxTree, found.Span)
            : name;

    // All constant texts of a class, one after another; null where it may have others from elsewhere: from what it is given, from other classes, or from
    // what a problem has beside its answer.
    private static string? Writes(INamedTypeSymbol source, CancellationToken cancellationToken)
    {
        if (source.BaseType?.SpecialType != SpecialType.System_Object || source.DeclaringSyntaxReferences.Length != 1
            || source.InstanceConstructors.Any(constructor => constructor.Parameters.Length > 0))
            return null;
        var nodes = SourceNodes.Of(source, cancellationToken);
        var respond = nodes.OfType<MethodDeclarationSyntax>().FirstOrDefault(method => method.Identifier.ValueText == "Respond");
        if (respond?.ParameterList.Parameters.FirstOrDefault()?.Identifier.ValueText is not { } problem)
            return null;
        var isClosed = nodes.OfType<IdentifierNameSyntax>().All(name =>
            name.Identifier.ValueText == problem ? IsKnown(name) : name.Parent is not MemberAccessExpressionSyntax access || access.Expression != name
                || !char.IsUpper(name.Identifier.ValueText[0]) || _platform.Contains(name.Identifier.ValueText));
        // One that is not written yet says nothing of a problem.
        return isClosed && respond.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == problem)
            ? string.Concat(source.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken).DescendantTokens().Where(IsText).Select(token => token.ValueText))
            : null;
    }

    private static bool IsKnown(IdentifierNameSyntax problem) => problem.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } access
        && access.Expression == problem && _known.Contains(member);

    private static bool IsText(SyntaxToken token) =>
        token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.CharacterLiteralToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken;
}

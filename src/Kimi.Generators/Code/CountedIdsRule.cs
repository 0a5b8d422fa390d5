using Kimi.Generators.Diagnostics;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether a transform puts sets together whose sources number their problems alike, from the same number on: KIMI8009. One that gives them other ids, or
/// looks at them, is fine.
/// </summary>
internal static class CountedIdsRule
{
    private static readonly HashSet<string> _choosing = new(StringComparer.Ordinal)
    {
        "Id", "Where", "DistinctBy", "Distinct", "UnionBy", "Select", "ExceptBy", "GroupBy", "ToDictionary",
    };

    /// <summary>Finds what is wrong with a transform.</summary>
    /// <param name="stage">The transform.</param>
    /// <param name="method">Its method.</param>
    /// <param name="sources">The classes of a team's own that make what stages take.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        CheckedStage stage, IMethodSymbol method, TeamSources sources, CancellationToken cancellationToken)
    {
        if (!stage.Output.IsPromptSet || stage.Inputs.Count != method.Parameters.Length || method.DeclaringSyntaxReferences.Length == 0)
            yield break;
        var made = new Dictionary<string, (string Input, INamedTypeSymbol Source)>(StringComparer.Ordinal);
        for (var place = 0; place < stage.Inputs.Count; place++)
        {
            var input = stage.Inputs[place].Source;
            if (input.Output.IsPromptSet && input.Inputs.Count == 0 && sources.Of(input, "IProblemSource") is { } source
                && Ids(source, cancellationToken) is { } ids)
            {
                if (made.TryGetValue(ids, out var other) && Together(method, other.Input, method.Parameters[place].Name, cancellationToken) is { } set)
                {
                    var whose = SymbolEqualityComparer.Default.Equals(other.Source, source)
                        ? $"{source.Name} numbers the problems of both alike"
                        : $"{other.Source.Name} and {source.Name} number their problems alike";
                    yield return (
                        DiagnosticIds.SameIds,
                        set.GetLocation(),
                        $"'{stage.Name}' puts '{other.Input}' and '{method.Parameters[place].Name}' together, and {whose}, by {ids.Split('\0')[0]}, "
                        + "and a set has each id once: give them ids of their own, such as by another word before the number");
                }
                else
                {
                    made[ids] = (method.Parameters[place].Name, source);
                }
            }
        }
    }

    // How all problems are numbered, and from where on: a text of constants and one counter of a loop.
    private static string? Ids(INamedTypeSymbol source, CancellationToken cancellationToken)
    {
        ExpressionSyntax? id = null;
        foreach (var node in SourceNodes.Of(source, cancellationToken))
        {
            if (node is not AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "Id" }, Parent: InitializerExpressionSyntax } set)
                continue;
            if (id is not null)
                return null;
            id = set.Right;
        }

        if (id is null)
            return null;
        var (text, begin) = ("", (string?)null);
        foreach (var part in TextPart.Of(id))
        {
            if (part.Value is null)
            {
                text += part.Constant;
                continue;
            }

            if (begin is not null || Begin(part.Value) is not { } first)
                return null;
            (text, begin) = (text + "{n}", first);
        }

        return begin is null ? null : $"{text}\0{begin}";
    }

    private static string? Begin(SyntaxNode counter)
    {
        var name = counter switch
        {
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression, Operand: IdentifierNameSyntax counted } => counted,
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression, Operand: IdentifierNameSyntax counted } => counted,
            IdentifierNameSyntax plain => plain,
            _ => null,
        };
        return name is not null && IsCounted(name) && Variables.Beginning(name) is LiteralExpressionSyntax { Token.Value: int first }
            ? $"{first}{(name == counter ? "" : counter.Kind().ToString())}"
            : null;
    }

    private static bool IsCounted(IdentifierNameSyntax name) => name.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantNodes().Any(node =>
        node is PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax
        && node.ChildNodes().FirstOrDefault() is IdentifierNameSyntax counted && counted.Identifier.ValueText == name.Identifier.ValueText) == true;

    // What has all of both, where nothing looks at ids or leaves any problem out.
    private static SyntaxNode? Together(IMethodSymbol method, string one, string other, CancellationToken cancellationToken)
    {
        if (method.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is not MethodDeclarationSyntax declared)
            return null;
        SyntaxNode? found = null;
        foreach (var node in declared.DescendantNodes())
        {
            if (node is SimpleNameSyntax name && _choosing.Contains(name.Identifier.ValueText))
                return null;
            if (node is CollectionExpressionSyntax list && Spreads(list, one) && Spreads(list, other))
                found ??= list;
            else if (node is InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Concat" or "Union", Expression: var first },
                ArgumentList.Arguments: { Count: 1 } second,
            } && ((IsSet(first, one) && IsSet(second[0].Expression, other)) || (IsSet(first, other) && IsSet(second[0].Expression, one))))
            {
                found ??= node;
            }
        }

        return found;
    }

    private static bool Spreads(CollectionExpressionSyntax list, string name) =>
        list.Elements.Any(element => element is SpreadElementSyntax spread && IsSet(spread.Expression, name));

    private static bool IsSet(ExpressionSyntax set, string name) => set switch
    {
        IdentifierNameSyntax all => all.Identifier.ValueText == name,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Problems", Expression: IdentifierNameSyntax of } => of.Identifier.ValueText == name,
        _ => false,
    };
}

using Kimi.Shared;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether a transform puts sets together that two stages read from one file in the same way, so that one is the other: KIMI6013. A transform that does
/// anything else with them, such as to leave out of one what the other has, may mean it.
/// </summary>
internal static class SameFileRule
{
    /// <summary>Finds what is wrong with a transform.</summary>
    /// <param name="stage">The transform.</param>
    /// <param name="method">Its method.</param>
    /// <param name="place">The place of a mark.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        CheckedStage stage, IMethodSymbol method, Func<int, Location> place, CancellationToken cancellationToken)
    {
        for (var second = 1; second < stage.Inputs.Count; second++)
        {
            var input = stage.Inputs[second];
            if (stage.Inputs.Take(second).FirstOrDefault(other => ReadSame(other.Source, input.Source)) is not { } first
                || !PutsTogether(method, first.Name, input.Name, cancellationToken))
                continue;
            var path = input.Source.Part["Path"]!;
            yield return (
                Ids.SameInput,
                place(path.Mark),
                $"stage '{stage.Name}' puts '{first.Name}' and '{input.Name}' together, and '{input.Source.Name}' reads the same from '{path.Text}' as "
                + $"'{first.Source.Name}', so all of it is there twice: give it another file, or leave it out");
        }
    }

    // But for how many they take.
    private static bool ReadSame(CheckedStage first, CheckedStage second) =>
        first != second && first.Output == second.Output && first.Inputs.Count == 0 && second.Inputs.Count == 0 && !first.IsTransform && !second.IsTransform
        && first.Part.IsOfLanguage && first.Part.Types[0] == second.Part.Types[0]
        && first.Part["Path"] is { IsGiven: true } && second.Part["Path"] is { IsGiven: true }
        && Options(first).SequenceEqual(Options(second));

    private static IEnumerable<string> Options(CheckedStage stage) => stage.Part.Values.Where(value => value.Name != "Count")
        .OrderBy(value => value.Name, StringComparer.Ordinal).Select(value => $"{value.Name}={Paths.Normal(value.Value.Text)}");

    // All that it returns is one after the other.
    private static bool PutsTogether(IMethodSymbol method, string first, string second, CancellationToken cancellationToken)
    {
        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not MethodDeclarationSyntax declared)
            return false;
        var returned = declared.ExpressionBody?.Expression
            ?? (declared.Body?.Statements is { Count: 1 } only && only[0] is ReturnStatementSyntax { Expression: { } given } ? given : null);
        return returned is not null && Parts(returned) is var parts && parts.Contains(first) && parts.Contains(second);
    }

    private static IReadOnlyList<string> Parts(ExpressionSyntax list) => list switch
    {
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments, Initializer: null } => Parts(arguments[0].Expression),
        ParenthesizedExpressionSyntax inner => Parts(inner.Expression),
        CollectionExpressionSyntax { Elements: var elements } =>
            [.. elements.OfType<SpreadElementSyntax>().SelectMany(spread => Parts(spread.Expression))],
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call, ArgumentList.Arguments: var arguments } =>
            (call.Name.Identifier.ValueText, arguments.Count) switch
            {
                ("ToList" or "ToArray" or "AsEnumerable", 0) => Parts(call.Expression),
                ("Concat", 1) => [.. Parts(call.Expression), .. Parts(arguments[0].Expression)],
                _ => [],
            },
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Problems", Expression: var on } => Parts(on),
        IdentifierNameSyntax name => [name.Identifier.ValueText],
        _ => [],
    };
}

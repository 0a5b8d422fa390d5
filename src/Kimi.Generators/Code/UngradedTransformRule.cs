using Kimi.Shared;
using Kimi.Shared.Recipes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Whether a transform goes by pass rates, levels or tags of problems that nobody gave them: KIMI6010. A pass rate that is null is neither above nor below
/// anything, so that nothing is kept.
/// </summary>
internal static class UngradedTransformRule
{
    private static readonly string[] _grades = ["PassRate", "Level", "Tags"];

    /// <summary>Whether a stage may go by any.</summary>
    public static bool IsAbout(CheckedStage stage) => stage.IsTransform && stage.PromptSets.Any();

    /// <summary>Finds what is wrong with a transform.</summary>
    /// <param name="method">The transform.</param>
    /// <param name="isUngiven">Whether nobody gives the problems of all its inputs a property, and who makes them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IEnumerable<(string Id, Location Place, string Sentence)> Check(
        IMethodSymbol method, Func<string, INamedTypeSymbol?> isUngiven, CancellationToken cancellationToken) =>
        from reference in method.DeclaringSyntaxReferences
        from access in reference.GetSyntax(cancellationToken).DescendantNodes().OfType<MemberAccessExpressionSyntax>()
        where _grades.Contains(access.Name.Identifier.ValueText) && IsAsked(access)
        let source = isUngiven(access.Name.Identifier.ValueText)
        where source is not null
        let name = access.Name.Identifier.ValueText
        select (
            Ids.NoGrades,
            access.GetLocation(),
            $"transform '{method.Name}' goes by the {name} of problems, and {source.Name}, which makes them, sets none: "
            + (name == "PassRate" ? "measure it first with [CuratePrompts], or keep those whose PassRate is null" : $"set {name} of its problems"));

    // Compared with something, or searched; whoever asks whether a pass rate is there has thought of those without one.
    private static bool IsAsked(MemberAccessExpressionSyntax access) => access.Parent switch
    {
        BinaryExpressionSyntax comparison => comparison.Kind() is SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression
                or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression
            && !IsThoughtOf(access),
        IsPatternExpressionSyntax pattern => !IsThoughtOf(access)
            && pattern.Pattern.DescendantNodesAndSelf().Any(part => part is RelationalPatternSyntax),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Contains", Parent: InvocationExpressionSyntax } => true,
        _ => false,
    };

    private static bool IsThoughtOf(MemberAccessExpressionSyntax access) =>
        access.Ancestors().OfType<MethodDeclarationSyntax>().First().DescendantNodes().Any(node => node switch
        {
            IsPatternExpressionSyntax pattern =>
                IsSame(pattern.Expression, access) && pattern.Pattern.DescendantNodesAndSelf().Any(part => part is ConstantPatternSyntax),
            BinaryExpressionSyntax compared => IsSame(compared.Left, access)
                && compared.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression or SyntaxKind.CoalesceExpression,
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "HasValue", Expression: var asked } => IsSame(asked, access),
            _ => false,
        });

    private static bool IsSame(ExpressionSyntax expression, MemberAccessExpressionSyntax access) =>
        expression is MemberAccessExpressionSyntax other && other.Name.Identifier.ValueText == access.Name.Identifier.ValueText;
}

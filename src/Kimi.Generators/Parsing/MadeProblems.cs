using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Parsing;

/// <summary>
/// The type of the problems that a transform makes: what it returns is a new set of items that are all of one record, <c>new([.. problems.Select(one => new
/// Riddle { … })])</c>. A record that others derive from counts only where the text makes it itself.
/// </summary>
internal static class MadeProblems
{
    /// <summary>The record; null where it is not known.</summary>
    public static INamedTypeSymbol? Of(IMethodSymbol method, Compilation compilation, CancellationToken cancellationToken)
    {
        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not MethodDeclarationSyntax syntax)
            return null;
        var sets = Returned(syntax).ToList();
        if (sets.Count == 0 || sets.Any(set => set is null))
            return null;
        var model = compilation.GetSemanticModel(syntax.SyntaxTree);
        var types = sets.Select(set => Item(model.GetTypeInfo(set!, cancellationToken).Type) is { } item && IsExact(item, set!) ? item : null)
            .Distinct(SymbolEqualityComparer.Default).ToList();
        return types.Count == 1 ? types[0] as INamedTypeSymbol : null;
    }

    // What is spread into each set that the method returns; null for anything else that it returns.
    private static IEnumerable<ExpressionSyntax?> Returned(MethodDeclarationSyntax method) => method.ExpressionBody is { } arrow
        ? Items(arrow.Expression)
        : method.Body?.DescendantNodes(node => node is not (LambdaExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>()
            .SelectMany(statement => Items(statement.Expression)) ?? [];

    private static IEnumerable<ExpressionSyntax?> Items(ExpressionSyntax? returned) => returned switch
    {
        ObjectCreationExpressionSyntax { Type: var type } when type.ToString() is not ("PromptSet" or "Kimi.Dsl.PromptSet") => [null],
        BaseObjectCreationExpressionSyntax { Initializer: null, ArgumentList.Arguments: { Count: 1 } arguments } => arguments[0].Expression switch
        {
            CollectionExpressionSyntax { Elements: { Count: > 0 } elements } => elements.Select(element => (element as SpreadElementSyntax)?.Expression),
            var list => [list],
        },
        _ => [null],
    };

    private static INamedTypeSymbol? Item(ITypeSymbol? type) =>
        type is null ? null : (type as IArrayTypeSymbol)?.ElementType as INamedTypeSymbol
        ?? type.AllInterfaces.Concat(type is INamedTypeSymbol named ? [named] : [])
            .Where(each => each.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
            .Select(each => each.TypeArguments[0] as INamedTypeSymbol).FirstOrDefault();

    private static bool IsExact(INamedTypeSymbol item, ExpressionSyntax made) => !item.IsAbstract && item.DerivesFromDsl("Problem")
        && (item.IsSealed || made.DescendantNodes().OfType<ObjectCreationExpressionSyntax>().Any(creation => creation.Type.ToString() == item.Name));
}

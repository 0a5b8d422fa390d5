using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Benchmarks;

// The rules for generators are for those that compilers load; these two only measure.
#pragma warning disable RS1036, RS1041, RS1042

/// <summary>Lets Roslyn find the recipes, and does nothing with them.</summary>
internal sealed class FindingGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        context.SyntaxProvider.ForAttributeWithMetadataName("Kimi.Dsl.RecipeAttribute", static (node, _) => node is TypeDeclarationSyntax, static (_, _) => 0),
        static (_, _) => { });
}

/// <summary>Lets Roslyn bind what any generator would read from the recipes, and does nothing with it.</summary>
/// <param name="file">The file whose recipes it binds; null for all.</param>
internal sealed class BindingGenerator(string? file = null) : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        context.SyntaxProvider.ForAttributeWithMetadataName(
            "Kimi.Dsl.RecipeAttribute", static (node, _) => node is TypeDeclarationSyntax,
            (found, _) => file is null || found.TargetNode.SyntaxTree.FilePath == file ? Bind((INamedTypeSymbol)found.TargetSymbol) : 0),
        static (_, _) => { });

    private static int Bind(INamedTypeSymbol recipe) => recipe.GetMembers().OfType<IMethodSymbol>()
        .Sum(method => method.ReturnType.Name.Length
            + method.Parameters.Sum(parameter => parameter.Type.Name.Length + parameter.GetAttributes().Length)
            + method.GetAttributes().Sum(attribute => attribute.ConstructorArguments.Length + attribute.NamedArguments.Length));
}

using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Kimi.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kimi.Generators.Analyzers;

/// <summary>Reports recipes that share a name, each at its place.</summary>
internal sealed class RecipeNameRule() : AssemblyRule(Descriptors.DuplicateRecipeName)
{
    /// <inheritdoc/>
    public override bool Concerns(INamedTypeSymbol type) => type.FindRecipeAttribute() is not null;

    /// <inheritdoc/>
    /// <remarks>Ignoring case: the name is also that of a folder.</remarks>
    public override void Report(CompilationAnalysisContext context, IReadOnlyList<INamedTypeSymbol> types)
    {
        var named = types.Select(type => NameOf(type, context.CancellationToken)).Where(recipe => recipe is not null).Select(recipe => recipe!.Value);
        foreach (var same in named.GroupBy(recipe => recipe.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            foreach (var (name, type, location) in same)
            {
                var others = same.Where(r => r.Location != location).Select(r => $"'{r.Type}'").OrderBy(t => t, StringComparer.Ordinal).ToList();
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.DuplicateRecipeName,
                    location,
                    $"recipe '{type}' has the name '{name}', as has {Words.List(others, "and")}: give each a name of its own"));
            }
        }
    }

    private static (string Name, string Type, Location Location)? NameOf(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (type.FindRecipeAttribute() is not { ConstructorArguments.Length: 1 } attribute)
            return null;
        var argument = (attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax)?.ArgumentList?.Arguments.FirstOrDefault();
        return argument is not null && attribute.ConstructorArguments[0].Value is string { Length: > 0 } name
            ? (name, type.ToRef().Name, argument.GetLocation())
            : null;
    }
}

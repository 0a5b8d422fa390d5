using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kimi.Generators.Code;

/// <summary>Reports options of an attribute whose component is never given the attribute, so that nothing can read them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnreadOptionAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override System.Collections.Immutable.ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.UnreadOption];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(DslSymbols.RecipeAttribute) is not null)
                start.RegisterSymbolAction(c => Check((INamedTypeSymbol)c.Symbol, c), SymbolKind.NamedType);
        });
    }

    private static void Check(INamedTypeSymbol attribute, SymbolAnalysisContext context)
    {
        if (attribute.IsAbstract || attribute.IsGenericType || !attribute.DerivesFromDsl("ComponentAttribute")
            || Component(attribute) is not { } component || TakesOptions(component, context.Compilation))
            return;
        foreach (var option in attribute.GetMembers().OfType<IPropertySymbol>().Where(IsOption))
        {
            if (IsMentioned(attribute, option.Name, context))
                continue;
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.UnreadOption,
                option.Locations[0],
                $"nothing reads {option.Name}, since no constructor of {component.Name} takes the {attribute.Name} that it is an option of: "
                + $"take it there, as in {component.Name}({attribute.Name} options)"));
        }
    }

    // The class itself, where no contract stands between that dependency injection maps to another.
    private static INamedTypeSymbol? Component(INamedTypeSymbol attribute) =>
        attribute.BaseType is { IsGenericType: true, TypeArguments.Length: 1 } parent
            && parent.TypeArguments[0] is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false } component
            && parent.IsIn("Kimi", "Dsl") && TeamCode.RolesOf(component) != Roles.None
            ? component
            : null;

    // Whoever takes the services might ask them.
    private static bool TakesOptions(INamedTypeSymbol component, Compilation compilation) => component.SelfAndBases()
        .SelectMany(type => type.InstanceConstructors).SelectMany(constructor => constructor.Parameters)
        .Any(parameter => parameter.Type is INamedTypeSymbol type
            && (type.Name == "IServiceProvider" || type.DerivesFromDsl("ComponentAttribute") || type.IsDsl("ComponentAttribute")));

    private static bool IsOption(IPropertySymbol property) =>
        !property.IsOverride && !property.IsStatic && property.SetMethod is { DeclaredAccessibility: Accessibility.Public }
        && property.DeclaredAccessibility == Accessibility.Public;

    // By another member of the attribute, or one of its declarations.
    private static bool IsMentioned(INamedTypeSymbol attribute, string option, SymbolAnalysisContext context) => attribute.DeclaringSyntaxReferences.Any(
        reference => reference.GetSyntax(context.CancellationToken).DescendantNodes().OfType<IdentifierNameSyntax>()
            .Any(name => name.Identifier.ValueText == option));
}

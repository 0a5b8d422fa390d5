using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Kimi.Shared.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kimi.Generators.Code;

/// <summary>Reports classes whose constructor takes the options of another attribute than the one that names them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionsOfAnotherAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override System.Collections.Immutable.ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.OptionsOfAnother];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(DslSymbols.RecipeAttribute) is null)
                return;
            start.RegisterSymbolAction(c => CheckClass((INamedTypeSymbol)c.Symbol, start.Compilation, c.ReportDiagnostic), SymbolKind.NamedType);
            start.RegisterSymbolAction(c => CheckUses((IMethodSymbol)c.Symbol, start.Compilation, c), SymbolKind.Method);
        });
    }

    private static void CheckClass(INamedTypeSymbol attribute, Compilation compilation, Action<Diagnostic> report)
    {
        if (attribute.IsAbstract || attribute.IsGenericType || !IsOptions(attribute))
            return;
        foreach (var parameter in Wrong(attribute, compilation))
            report(Told(attribute, parameter, parameter.Locations.FirstOrDefault(place => place.IsInSource) ?? attribute.Locations[0]));
    }

    // [Reward<T>] without an attribute class of one's own.
    private static void CheckUses(IMethodSymbol method, Compilation compilation, SymbolAnalysisContext context)
    {
        foreach (var use in method.GetAttributes())
        {
            if (use.AttributeClass is not { IsGenericType: true } attribute || !IsOptions(attribute) || use.ApplicationSyntaxReference is not { } syntax)
                continue;
            foreach (var parameter in Wrong(attribute, compilation))
                context.ReportDiagnostic(Told(attribute, parameter, syntax.GetSyntax(context.CancellationToken).GetLocation()));
        }
    }

    private static Diagnostic Told(INamedTypeSymbol attribute, IParameterSymbol parameter, Location place) => Diagnostic.Create(
        Descriptors.OptionsOfAnother,
        place,
        $"{parameter.ContainingType.Name} takes the options of {parameter.Type.Name}, but [{AttributeClass.WithoutSuffix(attribute.Name)}] names it, "
        + $"whose options it is created with: take {attribute.Name}");

    private static bool IsOptions(INamedTypeSymbol attribute) => AttributeKind.Of(attribute).IsOfLanguage;

    // What every public constructor of a class that the attribute names takes wrongly.
    private static IEnumerable<IParameterSymbol> Wrong(INamedTypeSymbol attribute, Compilation compilation) =>
        from parent in attribute.SelfAndBases()
        where parent.IsGenericType && parent.IsIn("Kimi", "Dsl")
        from argument in parent.TypeArguments.OfType<INamedTypeSymbol>()
        where argument is { TypeKind: TypeKind.Class, IsAbstract: false } && TeamCode.RolesOf(argument) != Roles.None
        let constructors = argument.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public).ToList()
        let wrong = constructors
            .Select(constructor => constructor.Parameters.FirstOrDefault(parameter => IsWrong(parameter.Type, attribute, compilation))).ToList()
        where wrong.Count > 0 && wrong.All(parameter => parameter is not null)
        select wrong[0];

    private static bool IsWrong(ITypeSymbol type, INamedTypeSymbol attribute, Compilation compilation) =>
        type is INamedTypeSymbol named && IsOptions(named) && !compilation.ClassifyCommonConversion(attribute, type).IsImplicit;
}

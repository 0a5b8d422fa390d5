using System.Globalization;
using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Reports options whose declared default is another value than the one that they begin with.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclaredDefaultAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override System.Collections.Immutable.ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.DeclaredDefault];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(DslSymbols.RecipeAttribute) is not null)
                start.RegisterOperationAction(Check, OperationKind.PropertyInitializer);
        });
    }

    private static void Check(OperationAnalysisContext context)
    {
        var initializer = (IPropertyInitializerOperation)context.Operation;
        var option = initializer.InitializedProperties[0];
        if (!initializer.Value.ConstantValue.HasValue || !IsOptions(option.ContainingType))
            return;
        var declared = option.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { Name: "DefaultValueAttribute" });
        if (declared is not { ConstructorArguments.Length: 1 } || declared.ConstructorArguments[0] is not { Kind: not TypedConstantKind.Array } constant
            || AreEqual(constant.Value, initializer.Value.ConstantValue.Value))
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.DeclaredDefault,
            declared.ApplicationSyntaxReference!.GetSyntax(context.CancellationToken).GetLocation(),
            $"{option.Name} of {option.ContainingType.Name} begins with {initializer.Value.Syntax}, and its [DefaultValue] says {Constants.Text(constant)}, "
            + "by which the compiler and 'show' go: make the two agree"));
    }

    private static bool IsOptions(INamedTypeSymbol type) => type.DerivesFromDsl("ComponentAttribute") || type.DerivesFromDsl("StageAttribute");

    private static bool AreEqual(object? first, object? second) =>
        Equals(first, second)
        || (first is IConvertible one and not (string or bool) && second is IConvertible other and not (string or bool)
            && one.ToDouble(CultureInfo.InvariantCulture).Equals(other.ToDouble(CultureInfo.InvariantCulture)));
}

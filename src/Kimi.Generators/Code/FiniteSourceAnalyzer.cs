using System.Globalization;
using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kimi.Generators.Code;

/// <summary>Reports <c>[Problems&lt;T&gt;]</c> that asks a source for more problems than its one loop makes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FiniteSourceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override System.Collections.Immutable.ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.TooFewProblems];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(DslSymbols.RecipeAttribute) is not null)
                start.RegisterSymbolAction(Check, SymbolKind.Method);
        });
    }

    private static void Check(SymbolAnalysisContext context)
    {
        foreach (var use in context.Symbol.GetAttributes())
        {
            var attribute = use.AttributeClass.SelfAndBases().FirstOrDefault(type => type.IsGenericType && type.IsDsl("ProblemsAttribute", type.Arity));
            if (attribute?.TypeArguments[0] is not INamedTypeSymbol source || use.ApplicationSyntaxReference is not { } syntax
                || Made(source, context.CancellationToken) is not { } made)
                continue;
            var count = use.NamedArguments.FirstOrDefault(argument => argument.Key == "Count").Value.Value as int? ?? ByDefault(attribute);
            if (count is null || count <= made)
                continue;
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.TooFewProblems,
                syntax.GetSyntax(context.CancellationToken).GetLocation(),
                $"Count of stage '{context.Symbol.Name}' is {count.Value.ToString(CultureInfo.InvariantCulture)}, and {source.Name} ends after "
                + $"{made.ToString(CultureInfo.InvariantCulture)} problems: lower Count, or have {source.Name} make more"));
        }
    }

    private static int? ByDefault(INamedTypeSymbol attribute) => attribute.SelfAndBases().SelectMany(type => type.GetMembers("Count"))
        .SelectMany(option => option.GetAttributes())
        .FirstOrDefault(declared => declared.AttributeClass is { Name: "DefaultValueAttribute" })
        ?.ConstructorArguments.FirstOrDefault().Value as int?;

    // What a method makes whose only 'yield' stands in one loop up to a constant.
    private static int? Made(INamedTypeSymbol source, CancellationToken cancellationToken)
    {
        var method = source.GetMembers("Problems").OfType<IMethodSymbol>().FirstOrDefault()?.DeclaringSyntaxReferences.FirstOrDefault()
            ?.GetSyntax(cancellationToken) as MethodDeclarationSyntax;
        var yields = method?.Body?.DescendantNodes().OfType<YieldStatementSyntax>().Where(each => each.IsKind(SyntaxKind.YieldReturnStatement)).ToList();
        if (yields?.Count != 1)
            return null;
        var loops = yields[0].Ancestors().OfType<StatementSyntax>().Where(IsLoop).ToList();
        return loops.Count == 1 && loops[0] is ForStatementSyntax loop ? Turns(loop) : null;
    }

    private static bool IsLoop(StatementSyntax statement) =>
        statement is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForEachStatementSyntax;

    // From one constant to another, one at a time.
    private static int? Turns(ForStatementSyntax loop)
    {
        var first = loop.Declaration?.Variables.FirstOrDefault()?.Initializer?.Value;
        var isByOne = loop.Incrementors.Count == 1
            && loop.Incrementors[0].Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PreIncrementExpression;
        return isByOne && loop.Condition is BinaryExpressionSyntax condition && Number(first) is { } begin && Number(condition.Right) is { } end
            ? condition.Kind() switch
            {
                SyntaxKind.LessThanExpression => end - begin,
                SyntaxKind.LessThanOrEqualExpression => end - begin + 1,
                _ => null,
            }
            : null;
    }

    private static int? Number(ExpressionSyntax? expression) => expression is LiteralExpressionSyntax { Token.Value: int number } ? number : null;
}

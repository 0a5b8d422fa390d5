using System.Composition;
using System.Globalization;
using Kimi.Generators.Analyzers;
using Kimi.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Kimi.Generators.CodeFixes;

/// <summary>Puts a stage's parameters into the order in which its attribute takes them: KIMI2003.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReorderParametersCodeFix))]
[Shared]
public sealed class ReorderParametersCodeFix() : RecipeCodeFix(DiagnosticIds.InputCount)
{
    // An override has the parameters of what it overrides.
    private protected override Fix? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) =>
        diagnostic.Properties.TryGetValue(RecipeAnalyzer.Suggestion, out var order) && order is not null
        && node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method && !method.Modifiers.Any(SyntaxKind.OverrideKeyword)
            ? new("Put the parameters into the attribute's order", nameof(ReorderParametersCodeFix), method.ParameterList, order)
            : null;

    private protected override IEnumerable<TextChange> Edit(IReadOnlyList<Fix> fixes, SourceText text) =>
        from fix in fixes
        let parameters = ((ParameterListSyntax)fix.Target).Parameters
        from place in fix.NewText.Split(',').Select((taken, put) => (Taken: int.Parse(taken, CultureInfo.InvariantCulture), Put: put))
        where place.Taken != place.Put
        select new TextChange(parameters[place.Put].Span, parameters[place.Taken].ToString());
}

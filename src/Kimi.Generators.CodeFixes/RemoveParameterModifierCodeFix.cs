using System.Composition;
using Kimi.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Kimi.Generators.CodeFixes;

/// <summary>Removes <c>in</c>, <c>ref</c>, <c>out</c> or <c>params</c> from a stage's parameter: KIMI1006.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveParameterModifierCodeFix))]
[Shared]
public sealed class RemoveParameterModifierCodeFix() : RecipeCodeFix(DiagnosticIds.StageMethodShape)
{
    private protected override Fix? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) =>
        node.FirstAncestorOrSelf<ParameterSyntax>() is { Modifiers.Count: > 0, Type: not null } parameter
            ? new($"Remove '{parameter.Modifiers}'", nameof(RemoveParameterModifierCodeFix), parameter)
            : null;

    private protected override IEnumerable<TextChange> Edit(IReadOnlyList<Fix> fixes, SourceText text) =>
        from fix in fixes
        let parameter = (ParameterSyntax)fix.Target
        select new TextChange(TextSpan.FromBounds(parameter.Modifiers[0].SpanStart, parameter.Type!.SpanStart), "");
}

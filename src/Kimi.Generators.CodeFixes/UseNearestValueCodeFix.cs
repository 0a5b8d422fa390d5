using System.Composition;
using Kimi.Generators.Analyzers;
using Kimi.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Kimi.Generators.CodeFixes;

/// <summary>
/// Gives an option the value nearest to the one it has that is allowed, divides a batch or fits a context, or the length of responses that a policy was trained
/// with: KIMI5001, KIMI3001, KIMI3002, KIMI5004, KIMI6001 and KIMI6011.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseNearestValueCodeFix))]
[Shared]
public sealed class UseNearestValueCodeFix() : RecipeCodeFix(
    Ids.OptionValue, Ids.GroupSize, Ids.IndivisibleBatch, Ids.Indivisible, Ids.ContextLength, Ids.JudgedOtherwise)
{
    private protected override Fix? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) =>
        diagnostic.Properties.TryGetValue(RecipeAnalyzer.Suggestion, out var value) && value is not null
        && node.FirstAncestorOrSelf<AttributeArgumentSyntax>() is { NameEquals: { } name } argument
        && model.GetSymbolInfo(name.Name).Symbol is IPropertySymbol { Type: var type }
        && Literal(type, value, model, argument.SpanStart) is { } literal
            ? new($"Set {name.Name} to {literal}", nameof(UseNearestValueCodeFix), argument.Expression, literal)
            : null;

    private protected override IEnumerable<TextChange> Edit(IReadOnlyList<Fix> fixes, SourceText text) =>
        fixes.Select(f => new TextChange(f.Target.Span, f.NewText));

    private static string? Literal(ITypeSymbol type, string value, SemanticModel model, int position) => type switch
    {
        { TypeKind: TypeKind.Enum } => $"{type.ToMinimalDisplayString(model, position)}.{value}",
        { SpecialType: SpecialType.System_Single } => value + "f",
        { SpecialType: SpecialType.System_Double or SpecialType.System_String } => value,
        // A bound can be a fraction, or too large to be written exactly, although the option is a whole number.
        _ => SyntaxFactory.ParseToken(value.TrimStart('-')).Value is int or uint or long or ulong ? value : null,
    };
}

using System.Composition;
using Kimi.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Kimi.Generators.CodeFixes;

/// <summary>Removes an option that repeats its default, or has no effect: KIMI5003 and KIMI5006.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveArgumentCodeFix))]
[Shared]
public sealed class RemoveArgumentCodeFix() : RecipeCodeFix(Ids.EqualToDefault, Ids.GivenAndInert)
{
    // An attribute on a class that gives nothing would be a mistake too.
    private protected override Fix? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) =>
        node.FirstAncestorOrSelf<AttributeArgumentSyntax>() is { NameEquals: { } name, Parent: AttributeArgumentListSyntax all } argument
        && !(all.Arguments.Count == 1 && all.FirstAncestorOrSelf<AttributeListSyntax>()?.Parent is TypeDeclarationSyntax)
            ? new($"Remove '{name.Name.Identifier.ValueText}'", nameof(RemoveArgumentCodeFix), argument)
            : null;

    private protected override IEnumerable<TextChange> Edit(IReadOnlyList<Fix> fixes, SourceText text)
    {
        foreach (var group in fixes.GroupBy(f => (AttributeArgumentListSyntax)f.Target.Parent!))
        {
            var removed = new HashSet<SyntaxNode>(group.Select(f => f.Target));
            if (removed.Count == group.Key.Arguments.Count)
                yield return Removal.Cut(group.Key, group.Key.Span, text);
            else
            {
                foreach (var change in Removal.FromList(group.Key.Arguments, removed, text))
                    yield return change;
            }
        }
    }
}

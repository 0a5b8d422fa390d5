using System.Composition;
using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Kimi.Shared;
using Kimi.Shared.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Kimi.Generators.CodeFixes;

/// <summary>Removes an attribute that cannot be where it is, or that changes nothing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveAttributeCodeFix))]
[Shared]
public sealed class RemoveAttributeCodeFix() : RecipeCodeFix(
    DiagnosticIds.TwoStageAttributes,
    DiagnosticIds.MisplacedComponent,
    DiagnosticIds.SeveralObjectives,
    Ids.DuplicateComponent,
    Ids.PenaltyBeyondRun,
    Ids.ZeroWeight)
{
    private protected override Fix? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) =>
        node.FirstAncestorOrSelf<AttributeSyntax>() is { Parent.Parent: MethodDeclarationSyntax method } attribute
        && model.GetDeclaredSymbol(method) is { } symbol
        && symbol.GetAttributes().FirstOrDefault(a => a.ApplicationSyntaxReference?.GetSyntax() == attribute) is { } data
        && CanGo(data, symbol)
            ? new($"Remove [{attribute.Name}]", nameof(RemoveAttributeCodeFix), attribute)
            : null;

    private protected override IEnumerable<TextChange> Edit(IReadOnlyList<Fix> fixes, SourceText text)
    {
        foreach (var group in fixes.GroupBy(f => (AttributeListSyntax)f.Target.Parent!))
        {
            var removed = new HashSet<SyntaxNode>(group.Select(f => f.Target));
            if (removed.Count == group.Key.Attributes.Count)
                yield return Removal.OfNode(group.Key, text);
            else
            {
                foreach (var change in Removal.FromList(group.Key.Attributes, removed, text))
                    yield return change;
            }
        }
    }

    // Without a stage attribute an abstract method is a mistake again, as is a stage without a reward that counts.
    private static bool CanGo(AttributeData attribute, IMethodSymbol method)
    {
        var others = method.GetAttributes().Where(a => a != attribute).ToList();
        if (!others.Any(AttributeParser.IsStage))
            return !method.IsAbstract && !method.IsOverride;
        return attribute.AttributeClass.ComponentKind() != ComponentKind.Reward
            || others.Any(o => o.AttributeClass.ComponentKind() == ComponentKind.Reward && !IsInert(o));
    }

    private static bool IsInert(AttributeData reward) => reward.NamedArguments.Any(a => a.Key == "Weight" && a.Value.Value is 0.0);
}

using System.Composition;
using Kimi.Generators.Parsing;
using Kimi.Shared;
using Kimi.Shared.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Kimi.Generators.CodeFixes;

/// <summary>Adds the component that a stage most likely lacks: a reward (KIMI4001) or an objective (KIMI4002).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddAttributeCodeFix))]
[Shared]
public sealed class AddAttributeCodeFix() : RecipeCodeFix(Ids.MissingReward, Ids.MissingObjective)
{
    private protected override Fix? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<AttributeSyntax>() is not { Parent.Parent: MethodDeclarationSyntax method } attribute)
            return null;
        var name = ComponentKind.All.First(kind => kind.MissingId == diagnostic.Id).Example.Trim('[', ']');
        // Another class of that name may be closer in scope.
        var isInScope = model.LookupNamespacesAndTypes(attribute.SpanStart, name: name + "Attribute").Any(t => t.IsDsl(name + "Attribute"));
        return new($"Add [{name}]", name, method, isInScope ? name : $"Kimi.Dsl.{name}");
    }

    private protected override IEnumerable<TextChange> Edit(IReadOnlyList<Fix> fixes, SourceText text) =>
        fixes.Select(fix => Add(fix.NewText, ((MethodDeclarationSyntax)fix.Target).AttributeLists, text));

    // In the style of the method's other attributes: in one list, in lists side by side, or in one list per line.
    private static TextChange Add(string name, SyntaxList<AttributeListSyntax> lists, SourceText text)
    {
        var list = lists.Last();
        var line = text.Lines.GetLineFromPosition(list.Span.End);
        var endsLine = !text.Lines.GetLineFromPosition(list.GetLastToken().GetNextToken().SpanStart).Equals(line);
        if (lists.Count == 1 && (list.Attributes.Count > 1 || !endsLine))
            return InList(name, list.Attributes, text);
        return endsLine
            ? Insert(line.End, $"{LineBreak(line, text)}{Indentation(list.SpanStart, text)}[{name}]")
            : Insert(list.Span.End, $" [{name}]");
    }

    private static TextChange InList(string name, SeparatedSyntaxList<AttributeSyntax> attributes, SourceText text)
    {
        var last = attributes.Last();
        var line = text.Lines.GetLineFromPosition(last.SpanStart);
        var isOneEachLine = attributes.Count > 1 && attributes[attributes.Count - 2].Span.End < line.Start;
        return Insert(last.Span.End,
            isOneEachLine ? $",{LineBreak(text.Lines[line.LineNumber - 1], text)}{Indentation(last.SpanStart, text)}{name}" : $", {name}");
    }

    private static TextChange Insert(int position, string addition) => new(new(position, 0), addition);

    private static string LineBreak(TextLine line, SourceText text) => text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));

    private static string Indentation(int position, SourceText text)
    {
        var line = text.Lines.GetLineFromPosition(position).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Kimi.Generators.CodeFixes;

/// <summary>Edits that remove code and keep comments and layout.</summary>
internal static class Removal
{
    /// <summary>Removes some items, not all, from a list, each run of neighbours with the commas that are no longer needed.</summary>
    public static IEnumerable<TextChange> FromList<TNode>(SeparatedSyntaxList<TNode> items, ICollection<SyntaxNode> removed, SourceText text)
        where TNode : SyntaxNode
    {
        for (var first = 0; first < items.Count; first++)
        {
            if (!removed.Contains(items[first]))
                continue;
            var last = first;
            while (last + 1 < items.Count && removed.Contains(items[last + 1]))
                last++;
            var goesWithNext = first == 0 || (last + 1 < items.Count && !AreOnOneLine(items[first - 1], items[first], text));
            yield return Cut(
                items[first].Parent!,
                goesWithNext
                    ? TextSpan.FromBounds(items[first].SpanStart, items[last + 1].SpanStart)
                    : TextSpan.FromBounds(items[first - 1].Span.End, items[last].Span.End),
                text);
            first = last;
        }
    }

    /// <summary>Removes a node that white space separates from others: its whole line, if nothing else stands there.</summary>
    public static TextChange OfNode(SyntaxNode node, SourceText text)
    {
        var start = node.SpanStart;
        while (start > 0 && IsSpace(text[start - 1]))
            start--;
        var end = node.Span.End;
        while (end < text.Length && IsSpace(text[end]))
            end++;
        var line = text.Lines.GetLineFromPosition(end);
        if (end != line.End)
            return Cut(node, TextSpan.FromBounds(node.SpanStart, end), text);
        var startsLine = start == text.Lines.GetLineFromPosition(start).Start;
        return Cut(node, TextSpan.FromBounds(start, startsLine ? line.EndIncludingLineBreak : end), text);
    }

    /// <summary>Removes a span within a node, except for the comments in it and the white space around them.</summary>
    public static TextChange Cut(SyntaxNode node, TextSpan span, SourceText text)
    {
        var trivia = node.DescendantTrivia().Where(t => span.Contains(t.Span)).ToList();
        var kept = string.Concat(trivia.Where((t, i) => IsComment(t) || IsBeside(i)).Select(t => t.ToFullString()));
        return new(span, span.Start > 0 && char.IsWhiteSpace(text[span.Start - 1]) ? kept.TrimStart() : kept);

        // A comment's line ends with it, and the next line keeps its indentation.
        bool IsBeside(int i) =>
            (i + 1 < trivia.Count && IsComment(trivia[i + 1]))
            || (i > 0 && IsComment(trivia[i - 1]))
            || (i > 1 && IsComment(trivia[i - 2]) && trivia[i - 1].IsKind(SyntaxKind.EndOfLineTrivia));
    }

    private static bool IsComment(SyntaxTrivia trivia) => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia);

    private static bool AreOnOneLine(SyntaxNode first, SyntaxNode second, SourceText text) =>
        text.Lines.IndexOf(first.Span.End) == text.Lines.IndexOf(second.SpanStart);

    private static bool IsSpace(char character) => character is ' ' or '\t';
}

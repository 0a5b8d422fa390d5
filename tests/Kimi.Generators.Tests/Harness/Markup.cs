using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace Kimi.Generators.Tests.Harness;

/// <summary>A diagnostic that a test expects at a place, or got.</summary>
internal readonly record struct Marked(string Id, TextSpan Span);

/// <summary>Source with expected diagnostics marked, as in <c>{|KIMI2001:wram|}</c>. Marks may nest.</summary>
internal static partial class Markup
{
    /// <summary>Takes the marks out of a source.</summary>
    public static (string Source, List<Marked> Expected) Parse(string markup)
    {
        var source = new StringBuilder();
        var expected = new List<Marked>();
        var open = new Stack<(string Id, int Start)>();
        var position = 0;
        foreach (Match match in Marks().Matches(markup))
        {
            source.Append(markup, position, match.Index - position);
            position = match.Index + match.Length;
            if (match.Groups[1].Success)
                open.Push((match.Groups[1].Value, source.Length));
            else if (open.TryPop(out var mark))
                expected.Add(new(mark.Id, TextSpan.FromBounds(mark.Start, source.Length)));
        }

        return (source.Append(markup, position, markup.Length - position).ToString(), expected);
    }

    /// <summary>Marks diagnostics in a source: what to paste into a test when they are right.</summary>
    public static string Write(string source, IEnumerable<Marked> marks)
    {
        foreach (var mark in marks.OrderByDescending(m => m.Span.Start))
            source = source.Insert(mark.Span.End, "|}").Insert(mark.Span.Start, $"{{|{mark.Id}:");
        return source;
    }

    [GeneratedRegex(@"\{\|(KIMI\d{4}):|\|\}")]
    private static partial Regex Marks();
}

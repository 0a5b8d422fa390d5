using System.Text;

namespace Kimi.Generators.Emit;

/// <summary>Writes indented source with <c>\n</c> line ends.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _indent;

    /// <summary>Writes a line; an empty one without indentation.</summary>
    public void Line(string line = "")
    {
        if (line.Length > 0)
            _text.Append(' ', 4 * _indent).Append(line);
        _text.Append('\n');
    }

    /// <summary>Writes <c>{</c>, and indents what follows.</summary>
    public void Open()
    {
        Line("{");
        _indent++;
    }

    /// <summary>Ends what <see cref="Open"/> began.</summary>
    /// <param name="end">What follows the brace.</param>
    public void Close(string end = "")
    {
        _indent--;
        Line("}" + end);
    }

    /// <summary>Indents the lines over which a statement continues.</summary>
    public void Indent() => _indent++;

    /// <summary>Ends what <see cref="Indent"/> began.</summary>
    public void Unindent() => _indent--;

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Kimi.Generators.Model;

/// <summary>A diagnostic of the generator, equatable and without a syntax tree.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sentence">Its message.</param>
/// <param name="Path">The file, or empty for none.</param>
/// <param name="Span">Where in it.</param>
/// <param name="Lines">The same in lines and columns.</param>
internal sealed record DiagnosticInfo(string Id, string Sentence, string Path, TextSpan Span, LinePositionSpan Lines)
{
    /// <summary>Describes a diagnostic at a location.</summary>
    public static DiagnosticInfo At(Location location, string id, string sentence)
    {
        var lines = location.GetLineSpan();
        return new(id, sentence, lines.Path ?? "", location.SourceSpan, lines.Span);
    }

    /// <summary>Where it is.</summary>
    public Location ToLocation() => Path.Length == 0 ? Location.None : Location.Create(Path, Span, Lines);
}

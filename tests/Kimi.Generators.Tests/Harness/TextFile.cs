using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Kimi.Generators.Tests.Harness;

/// <summary>A file beside the sources, such as <c>kimi.json</c>.</summary>
/// <param name="path">Its path.</param>
/// <param name="text">Its text.</param>
internal sealed class TextFile(string path, string text) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text, Encoding.UTF8);

    /// <inheritdoc/>
    public override string Path { get; } = path;

    /// <inheritdoc/>
    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}

using System.Collections;

namespace Kimi.Dsl;

/// <summary>A text to pretrain on.</summary>
/// <param name="Text">The text.</param>
public sealed record Document(string Text)
{
    /// <summary>Its domain, such as the paper's English, Chinese, code, mathematics and knowledge (paper B.1); empty if unknown.</summary>
    public string Domain { get; init; } = "";

    /// <summary>How good it is, from 0 to 1, or null when it was never rated.</summary>
    public double? Quality { get; init; }

    /// <summary>
    /// How often it is drawn, relative to an ordinary document of its corpus, which has 1: above 1 it is upsampled, at 0 it is never drawn (paper B.1).
    /// </summary>
    public double SamplingRate { get; init; } = 1;
}

/// <summary>Texts for pretraining, in a fixed order.</summary>
/// <param name="Documents">The texts.</param>
/// <exception cref="KimiException">A document is null, or its text.</exception>
public sealed record Corpus(IReadOnlyList<Document> Documents) : Artifact, IReadOnlyList<Document>
{
    /// <summary>The texts.</summary>
    public IReadOnlyList<Document> Documents { get; init => field = Checked(value); } = Checked(Documents);

    /// <inheritdoc/>
    public int Count => Documents.Count;

    /// <inheritdoc/>
    public Document this[int index] => Documents[index];

    /// <inheritdoc/>
    public IEnumerator<Document> GetEnumerator() => Documents.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static IReadOnlyList<Document> Checked(IReadOnlyList<Document> documents) =>
        Parts.Checked(documents, "document", document => document.Text is null ? "text" : null);
}

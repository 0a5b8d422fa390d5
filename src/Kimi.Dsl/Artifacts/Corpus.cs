using System.Collections;
using System.Text.Json.Serialization;

namespace Kimi.Dsl;

/// <summary>A text to pretrain on, perhaps with images in it.</summary>
/// <param name="Text">The text, without its images.</param>
public sealed record Document(string Text)
{
    /// <summary>Its images, in the order in which they stand; null for a text alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ValueList<DocumentImage>? Images { get; init; }

    /// <summary>Text and images as they follow each other.</summary>
    [JsonIgnore]
    public IEnumerable<PromptPart> Parts
    {
        get
        {
            var start = 0;
            foreach (var (place, image) in Images ?? [])
            {
                if (place > start)
                    yield return new PromptPart.Text(Text[start..place]);
                yield return image;
                start = place;
            }

            if (start < Text.Length)
                yield return new PromptPart.Text(Text[start..]);
        }
    }

    /// <summary>Its domain, such as the paper's English, Chinese, code, mathematics and knowledge (paper B.1); empty if unknown.</summary>
    public string Domain { get; init; } = "";

    /// <summary>How good it is, from 0 to 1, or null when it was never rated.</summary>
    public double? Quality { get; init; }

    /// <summary>
    /// How often it is drawn, relative to an ordinary document of its corpus, which has 1: above 1 it is upsampled, at 0 it is never drawn (paper B.1).
    /// </summary>
    public double SamplingRate { get; init; } = 1;
}

/// <summary>An image in a document.</summary>
/// <param name="Place">How many characters of the text stand before it.</param>
/// <param name="Image">The image.</param>
public sealed record DocumentImage(int Place, PromptPart.Image Image);

/// <summary>Texts for pretraining, in a fixed order.</summary>
/// <param name="Documents">The texts.</param>
/// <exception cref="KimiException">A document is null, or its text, or an image stands outside of it.</exception>
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

    private static IReadOnlyList<Document> Checked(IReadOnlyList<Document> documents)
    {
        Parts.Checked(documents, "document", document => document.Text is null ? "text" : null);
        foreach (var (number, document) in documents.Index())
        {
            var start = 0;
            foreach (var (place, _) in document.Images ?? [])
            {
                if (place < start || place > document.Text.Length)
                {
                    throw new KimiException(
                        $"an image of document {number + 1} is at place {place}, and it can be from {start} to {document.Text.Length}: "
                        + "give images the places at which they stand in the text, in order");
                }

                start = place;
            }
        }

        return documents;
    }
}

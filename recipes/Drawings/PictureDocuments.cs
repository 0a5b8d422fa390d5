using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Kimi.Dsl;

namespace Kimi.Recipes.Drawings;

/// <summary>
/// Pages with pictures, of the paper's kinds (B.2): captions, text and images in turns, transcriptions in changing colours and places, turned and with
/// noise, and questions about scenes.
/// </summary>
public sealed class PictureDocumentsAttribute : DocumentsAttribute<PictureDocuments>
{
    /// <summary>Whether pages have words where the pictures would be, for a language model that does not see yet. Default: false.</summary>
    [DefaultValue(false)]
    public bool InWords { get; set; }

    /// <summary>By how many degrees pictures of transcriptions are turned at most, either way. Default: 0.</summary>
    [Range(0.0, 45.0)]
    [MattersWhen(nameof(InWords), Comparison.EqualTo, false)]
    [DefaultValue(0.0)]
    public double MaxRotation { get; set; }
}

/// <summary>Writes the pages.</summary>
/// <param name="options">Pictures or words.</param>
/// <param name="images">Takes the pictures.</param>
[ImplementationVersion(4)]
public sealed class PictureDocuments(PictureDocumentsAttribute options, IImageStore images) : IDocumentSource
{
    private const int QuestionsOnPage = 2;
    private const int FactsInCaption = 4;

    /// <inheritdoc/>
    public IEnumerable<Document> Documents(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        while (true)
        {
            yield return random.Next(12) switch
            {
                0 => Page("caption", random, Caption(Scene.Random(random), random)),
                1 => Page("interleaved", random, Caption(BarChart.Random(random), random), Caption(Scene.Random(random), random)),
                < 5 => Page("transcription", random, Transcription(random)),
                < 8 => Page("questions", random, Questions(random)),
                < 10 => Page("worked", random, Written(random)),
                _ => Text(random),
            };
        }
    }

    private static (Scene Scene, string Text) Caption(Scene scene, Random random)
    {
        var facts = scene.Facts.ToArray();
        random.Shuffle(facts);
        return (scene, string.Concat(facts.Take(FactsInCaption).Select(fact => $"{fact.Reading}{fact.Value};")));
    }

    private static (Scene Scene, string Text) Transcription(Random random)
    {
        if (random.Next(2) == 0)
        {
            var scene = Scene.Random(random);
            return (scene, PictureProblem.Transcribe + scene.Words);
        }

        var text = new string(random.GetItems<char>(Glyphs.Characters, random.Next(1, Canvas.Cells + 1)));
        return (new Writing(text), PictureProblem.Transcribe + text);
    }

    private static (Scene Scene, string Text) Questions(Random random)
    {
        var scene = Scene.Random(random);
        var questions = Enumerable.Range(0, QuestionsOnPage).Select(_ => Question.Random(scene, random));
        return (scene, string.Concat(questions.Select(question =>
            question.Text + PictureTraces.Work(question.Readings, question.Chain, transcribes: false, random))));
    }

    private static (Scene Scene, string Text) Written(Random random)
    {
        var chain = PictureProblems.Chain(random);
        return (new Writing(chain.ToString()), PictureProblem.Transcribe + PictureTraces.Work([], chain, transcribes: true, random));
    }

    private static Document Text(Random random)
    {
        var chain = PictureProblems.Chain(random);
        return new(chain + PictureTraces.Work([], chain, transcribes: false, random)) { Domain = "chain" };
    }

    private Document Page(string domain, Random random, params (Scene Scene, string Text)[] parts)
    {
        if (options.InWords)
            return new(string.Concat(parts.Select(part => part.Scene.Words + part.Text))) { Domain = domain };
        var (text, placed) = ("", new List<DocumentImage>());
        foreach (var (scene, words) in parts)
        {
            placed.Add(new(text.Length, PictureProblem.Picture(scene, images, random, Rotation(words, random))));
            text += words;
        }

        return new(text) { Domain = domain, Images = [.. placed] };
    }

    // Transcriptions are the pages that are to be read in any state.
    private double Rotation(string words, Random random) =>
        words.StartsWith(PictureProblem.Transcribe, StringComparison.Ordinal) ? options.MaxRotation * ((2 * random.NextDouble()) - 1) : 0;
}

using Kimi.Dsl;

namespace Kimi.Recipes.Puzzles;

/// <summary>What a crawl would find: worked problems as they are, some of them copied with small changes, some broken, and noise in between.</summary>
public static class RawText
{
    private const int OneInCopied = 8;
    private const int OneInNoise = 8;
    private const int OneInBroken = 16;
    private const string Marks = "~[]/?#";

    /// <summary>Corrupts a corpus.</summary>
    /// <param name="clean">The corpus.</param>
    public static Corpus Spoil(Corpus clean)
    {
        ArgumentNullException.ThrowIfNull(clean);
        var random = SeededRandom.Derive(0, "raw text");
        var raw = new List<Document>();
        foreach (var document in clean)
        {
            raw.Add(document);
            if (random.Next(OneInCopied) == 0)
                raw.Add(document with { Text = document.Text + ";" });
            if (random.Next(OneInNoise) == 0)
                raw.Add(document with
                {
                    Text = string.Concat(Enumerable.Range(0, random.Next(5, 60)).Select(_ => PuzzleTraces.Alphabet[random.Next(PuzzleTraces.Alphabet.Length)])),
                });
            if (random.Next(OneInBroken) == 0)
                raw.Add(document with
                {
                    Text = string.Concat(
                        Enumerable.Repeat(document.Text[..Math.Min(8, document.Text.Length)] + Marks[random.Next(Marks.Length)], random.Next(4, 9))),
                });
        }

        return new(raw);
    }
}

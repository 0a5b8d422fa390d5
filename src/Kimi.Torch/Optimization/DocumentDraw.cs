using Kimi.Dsl;
using Kimi.Torch.Tokenization;

namespace Kimi.Torch.Optimization;

/// <summary>
/// Fills sequences with documents of one corpus, each drawn with probability proportional to its sampling rate, with replacement, so that the draws
/// are a function of the random stream alone. A document longer than a whole sequence contributes a stretch from anywhere in it; one that no longer fits is
/// cut, before an image that does not fit either.
/// </summary>
internal sealed class DocumentDraw
{
    private readonly string _origin;
    private readonly DocumentTokens[] _documents;
    private readonly double[] _cumulativeRates;

    /// <summary>Reads a corpus as tokens, each document with an end of text.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="tokenizer">The policy's tokenizer.</param>
    /// <param name="stage">The stage that reads, for messages.</param>
    /// <param name="images">How images stand among the policy's tokens; null for a policy of text alone.</param>
    /// <exception cref="KimiException">The corpus has no document to draw, or an invalid rate, or images that the policy cannot see.</exception>
    public DocumentDraw(Corpus corpus, ITokenizer tokenizer, string stage, ImageTokens? images = null)
    {
        _origin = corpus.Origin;
        _documents = [.. corpus.Select(document => new DocumentTokens(document, tokenizer, images))];
        _cumulativeRates = new double[corpus.Count];
        var sum = 0.0;
        for (var i = 0; i < corpus.Count; i++)
        {
            if (!double.IsFinite(corpus[i].SamplingRate) || corpus[i].SamplingRate < 0)
                throw new KimiException($"document {i + 1} of {corpus.Origin} has a sampling rate of {corpus[i].SamplingRate}: make it 0 or more");

            // A single token has no token before it to predict it from.
            _cumulativeRates[i] = sum += _documents[i].Length > 1 ? corpus[i].SamplingRate : 0;
        }

        if (sum == 0)
            throw new KimiException(
                $"stage {stage} has no document to draw from {corpus.Origin}: check the stage that makes it, and that sampling rates are not all 0");
    }

    /// <summary>The texts of one packed sequence.</summary>
    /// <param name="random">Where the draws come from.</param>
    /// <param name="length">How many tokens the sequence reads.</param>
    /// <exception cref="KimiException">A document begins with an image that alone is longer.</exception>
    public List<TokenSequence> Sequence(Random random, int length)
    {
        var texts = new List<TokenSequence>();
        for (var room = length; room > 0; room -= texts[^1].Length - 1)
        {
            var number = Draw(random);
            var document = _documents[number];

            // The last token of a text is only predicted, so it needs no position.
            var take = Math.Min(document.Length, room + 1);
            var start = room == length ? random.Next(document.Length - take + 1) : 0;
            if (document.Stretch(start, take) is { } text)
                texts.Add(text);
            else if (texts.Count > 0)
                break;
            else
            {
                throw new KimiException(
                    $"document {number + 1} of {_origin} has an image that takes more than a sequence of {length} tokens: raise SequenceLength");
            }
        }

        return texts;
    }

    private int Draw(Random random)
    {
        var place = random.NextDouble() * _cumulativeRates[^1];
        var index = Array.BinarySearch(_cumulativeRates, place);

        // The first one whose sum exceeds the drawn number, so never one with rate 0.
        index = index >= 0 ? index + 1 : ~index;
        while (index > 0 && _cumulativeRates[index - 1] > place)
            index--;
        while (_cumulativeRates[index] <= place)
            index++;
        return index;
    }
}

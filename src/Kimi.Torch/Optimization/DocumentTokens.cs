using Kimi.Dsl;
using Kimi.Torch.Tokenization;

namespace Kimi.Torch.Optimization;

/// <summary>A document as a policy's tokens, of which stretches are read: an image is in a stretch as a whole or not at all, and its tokens are not
/// predicted.</summary>
/// <param name="document">The document.</param>
/// <param name="tokenizer">The policy's tokenizer.</param>
/// <param name="images">How images stand among the policy's tokens; null for a policy of text alone.</param>
internal sealed class DocumentTokens(Document document, ITokenizer tokenizer, ImageTokens? images)
{
    private readonly int[] _tokens = tokenizer.Encode(document, images);
    private readonly string[] _hashes = [.. (document.Images ?? []).Select(placed => placed.Image.Hash)];

    /// <summary>How many there are, with the end of text.</summary>
    internal int Length => _tokens.Length;

    /// <summary>A stretch.</summary>
    /// <param name="start">Where it begins; in an image, that is where the image does.</param>
    /// <param name="length">How many tokens it has at most. The last one is only predicted.</param>
    /// <returns>The stretch; null if what is left of it has no token to predict.</returns>
    internal TokenSequence? Stretch(int start, int length)
    {
        while (start > 0 && IsImage(start) && IsImage(start - 1))
            start--;
        var end = Math.Min(start + length, _tokens.Length);
        while (end > start && IsImage(end - 1))
            end--;
        if (end - start < 2)
            return null;
        var response = _tokens[(start + 1)..end];
        if (_hashes.Length == 0)
            return new([_tokens[start]], response);
        var (before, within) = (ImagesIn(0, start), ImagesIn(start, end));
        return new([_tokens[start]], response)
        {
            Trains = [.. response.Select(token => token != images!.Value.Id)],
            Images = _hashes[before..(before + within)],
            IsDocument = true,
        };
    }

    private bool IsImage(int place) => _tokens[place] == images?.Id && _hashes.Length > 0;

    private int ImagesIn(int start, int end) => _tokens[start..end].Count(token => token == images!.Value.Id) / images!.Value.Count;
}

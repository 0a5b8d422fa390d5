using System.Globalization;
using Kimi.Torch.Tokenization;

namespace Kimi.Benchmarks;

/// <summary>Every token is a letter and none ends a text, so that the benchmark decides how long responses are.</summary>
/// <param name="vocabularySize">How many tokens the model knows.</param>
internal sealed class EndlessTokenizer(int vocabularySize) : ITokenizer
{
    public int VocabularySize => vocabularySize;

    // An id for which the model has no logit.
    public int EndOfTextId => vocabularySize;

    public int PadId => 0;

    public int[] Encode(string text) => [.. text.Select(letter => (letter - 'A') % vocabularySize)];

    public string Decode(ReadOnlySpan<int> tokens) =>
        string.Join("", tokens.ToArray().Select(token => ((char)('A' + token)).ToString(CultureInfo.InvariantCulture)));

    public IncrementalDecoder BeginDecoding() => throw new NotSupportedException("Benchmarks show no text.");

    // For workers in processes of their own, which read it: of the letters, an end of text for which the model has no logit, and a letter that pads.
    public void Save(string folder)
    {
        Tokenizer.OfCharacters(Decode([.. Enumerable.Range(0, vocabularySize)])).Save(folder);
        var config = Path.Combine(folder, "tokenizer_config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"<|pad|>\"", $"\"{Decode([PadId])}\"", StringComparison.Ordinal));
    }
}

using System.Text;
using Kimi.Dsl;

namespace Kimi.Torch.Models;

/// <summary>One token for each character of an alphabet: the ids are the characters' places, then end of text, then padding.</summary>
public sealed class CharacterTokenizer : ITokenizer
{
    private readonly string[] _characters;
    private readonly Dictionary<Rune, int> _ids = [];

    /// <summary>Creates the tokenizer of an alphabet.</summary>
    /// <param name="alphabet">Every character once; their order gives the ids.</param>
    /// <exception cref="KimiException">A character occurs twice.</exception>
    public CharacterTokenizer(string alphabet)
    {
        ArgumentNullException.ThrowIfNull(alphabet);
        Alphabet = alphabet;
        _characters = [.. alphabet.EnumerateRunes().Select(rune => rune.ToString())];
        foreach (var rune in alphabet.EnumerateRunes())
        {
            if (!_ids.TryAdd(rune, _ids.Count))
                throw new KimiException($"the alphabet has '{rune}' twice: list every character once");
        }
    }

    /// <summary>The characters in the order of their ids.</summary>
    public string Alphabet { get; }

    /// <inheritdoc/>
    public int VocabularySize => _characters.Length + 2;

    /// <inheritdoc/>
    public int EndOfTextId => _characters.Length;

    /// <inheritdoc/>
    public int PadId => _characters.Length + 1;

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.EnumerateRunes().Select(rune => _ids.TryGetValue(rune, out var id)
            ? id
            : throw new KimiException($"the character '{rune}' is not in the tokenizer's alphabet \"{Alphabet}\": add it there or leave it out of the text"))];
    }

    /// <inheritdoc/>
    public string Decode(ReadOnlySpan<int> tokens)
    {
        var text = new StringBuilder(tokens.Length);
        foreach (var token in tokens)
        {
            if (token < 0 || token >= VocabularySize)
                throw new KimiException($"token {token} is outside the vocabulary of {VocabularySize}: decode with the tokenizer the model was trained with");
            if (token < _characters.Length)
                text.Append(_characters[token]);
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public void Save(string folder) => TokenizerFiles.Save(folder, _characters, isByteLevel: false);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CharacterTokenizer other && other.Alphabet == Alphabet;

    /// <inheritdoc/>
    public override int GetHashCode() => Alphabet.GetHashCode(StringComparison.Ordinal);
}

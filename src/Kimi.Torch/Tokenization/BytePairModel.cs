using System.Text;
using Kimi.Dsl;
using Kimi.Torch.Files;

namespace Kimi.Torch.Tokenization;

/// <summary>
/// Byte-pair encoding (Sennrich et al. 2016, arXiv:1508.07909): a word begins as its characters, and of all neighbours that the merges name, those with the
/// earliest merge become one, the leftmost first, until no merge applies.
/// </summary>
internal sealed class BytePairModel
{
    /// <summary>Longer words are too rare to keep.</summary>
    private const int LongestKeptWord = 64;

    private const int KeptWords = 1 << 14;

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _ids;
    private readonly int[]? _byteIds;

    // A word that falls into another's place takes it. Entries never change, so threads need no lock.
    private readonly KeptWord?[] _kept = new KeptWord?[KeptWords];

    /// <summary>Prepares the model.</summary>
    /// <param name="vocabulary">The pieces and their ids.</param>
    public BytePairModel(Dictionary<string, int> vocabulary)
    {
        Vocabulary = vocabulary;
        _ids = vocabulary.GetAlternateLookup<ReadOnlySpan<char>>();
        var bytes = Enumerable.Range(0, ByteLevel.ByteCount).Select(value => vocabulary.GetValueOrDefault($"<0x{value:X2}>", -1)).ToArray();
        _byteIds = bytes.Any(id => id >= 0) ? bytes : null;
    }

    /// <summary>The pieces and their ids.</summary>
    public Dictionary<string, int> Vocabulary { get; }

    /// <summary>What two neighbours become.</summary>
    public required Dictionary<long, Merge> Merges { get; init; }

    /// <summary>The token of a character without an id; null if there is none.</summary>
    public int? UnknownId { get; init; }

    /// <summary>Whether unknown characters in a row are one token.</summary>
    public bool FusesUnknown { get; init; }

    /// <summary>Whether a character without an id becomes its bytes, the pieces <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c>.</summary>
    public bool FallsBackToBytes { get; init; }

    /// <summary>Whether a word that is a piece is that piece, even where merges do not lead to it.</summary>
    public bool IgnoresMerges { get; init; }

    /// <summary>The key of two neighbours among the merges; a factor that is larger than any id and scatters the keys over a hash table.</summary>
    public static long Pair(int left, int right) => (left * 2_654_435_761L) + right;

    /// <summary>Adds the ids of a word.</summary>
    /// <exception cref="KimiException">It has a character without an id, and there is no token for unknown ones.</exception>
    public void Encode(ReadOnlySpan<char> word, List<int> ids)
    {
        if (IgnoresMerges && _ids.TryGetValue(word, out var whole))
        {
            ids.Add(whole);
            return;
        }

        if (word.Length > LongestKeptWord)
        {
            ids.AddRange(Merged(Characters(word)));
            return;
        }

        ref var kept = ref _kept[string.GetHashCode(word) & (KeptWords - 1)];
        var entry = kept;
        if (entry is null || !word.SequenceEqual(entry.Word))
            kept = entry = new(word.ToString(), Merged(Characters(word)));
        ids.AddRange(entry.Ids);
    }

    private List<int> Characters(ReadOnlySpan<char> word)
    {
        var ids = new List<int>(word.Length);
        var unknown = 0;
        for (var length = 0; word.Length > 0; word = word[length..])
        {
            Rune.DecodeFromUtf16(word, out _, out length);
            if (_ids.TryGetValue(word[..length], out var id))
            {
                AddUnknown(ids, ref unknown);
                ids.Add(id);
            }
            else if (!TryAddBytes(word[..length], ids))
            {
                unknown++;
                if (UnknownId is null)
                    throw new KimiException(NoId(word[..length]));
            }
        }

        AddUnknown(ids, ref unknown);
        return ids;
    }

    // They come before the next known character: also before bytes between the two, as in Hugging Face's library.
    private void AddUnknown(List<int> ids, ref int count)
    {
        for (var left = FusesUnknown ? Math.Min(count, 1) : count; left > 0; left--)
            ids.Add(UnknownId!.Value);
        count = 0;
    }

    private bool TryAddBytes(ReadOnlySpan<char> character, List<int> ids)
    {
        if (!FallsBackToBytes || _byteIds is null)
            return false;
        Span<byte> utf8 = stackalloc byte[4];
        utf8 = utf8[..Encoding.UTF8.GetBytes(character, utf8)];
        foreach (var value in utf8)
        {
            if (_byteIds[value] < 0)
                return false;
        }

        foreach (var value in utf8)
            ids.Add(_byteIds[value]);
        return true;
    }

    private int[] Merged(List<int> characters)
    {
        if (Merges.Count == 0 || characters.Count < 2)
            return [.. characters];
        var word = new MergingWord(characters, Merges);
        word.MergeAll();
        return word.Ids();
    }

    private string NoId(ReadOnlySpan<char> character)
    {
        const int LongestAlphabet = 256;
        var alphabet = Vocabulary.Keys.Where(piece => piece.EnumerateRunes().Count() == 1).Take(LongestAlphabet + 1).ToList();
        var shown = alphabet.Count <= LongestAlphabet ? $"the tokenizer's alphabet \"{string.Concat(alphabet)}\"" : "the tokenizer's vocabulary";
        return JsonPlace.OneLine($"the character '{character}' is not in {shown}: add it there or leave it out of the text");
    }

    private sealed record KeptWord(string Word, int[] Ids);
}

/// <summary>What two neighbours become.</summary>
/// <param name="Rank">The place among the merges; the first goes first.</param>
/// <param name="Id">The id of both together.</param>
internal readonly record struct Merge(int Rank, int Id);

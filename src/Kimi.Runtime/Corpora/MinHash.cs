namespace Kimi.Runtime.Corpora;

/// <summary>
/// MinHash (Broder 1997): two sets have the same least element under a random order with a probability that is their Jaccard similarity, |A ∩ B| / |A ∪ B|. The
/// sets are a text's stretches of n characters.
/// </summary>
internal static class MinHash
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>The hashes of a text's stretches, or the text's own hash if it is shorter than one stretch.</summary>
    /// <param name="text">The text. Case is ignored, and a run of white space counts as one blank.</param>
    /// <param name="characters">The length of a stretch.</param>
    public static HashSet<ulong> Stretches(string text, int characters)
    {
        var plain = string.Join(' ', text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (plain.Length <= characters)
            return [Hash(plain)];
        var stretches = new HashSet<ulong>();
        for (var start = 0; start + characters <= plain.Length; start++)
            stretches.Add(Hash(plain.AsSpan(start, characters)));
        return stretches;
    }

    /// <summary>The least hash of a set under each of the given number of orders.</summary>
    public static ulong[] Signature(IReadOnlySet<ulong> set, int hashes)
    {
        var signature = new ulong[hashes];
        Array.Fill(signature, ulong.MaxValue);
        foreach (var element in set)
        {
            for (var i = 0; i < hashes; i++)
                signature[i] = Math.Min(signature[i], Mix(element ^ Mix((ulong)i + 1)));
        }

        return signature;
    }

    /// <summary>A hash of a band of a signature.</summary>
    public static ulong Band(ReadOnlySpan<ulong> hashes)
    {
        var band = Golden;
        foreach (var hash in hashes)
            band = Mix(band ^ hash);
        return band;
    }

    /// <summary>The Jaccard similarity of two sets, neither of them empty.</summary>
    public static double Similarity(IReadOnlySet<ulong> first, IReadOnlySet<ulong> second)
    {
        var common = first.Count(second.Contains);
        return (double)common / (first.Count + second.Count - common);
    }

    private static ulong Hash(ReadOnlySpan<char> text)
    {
        var hash = Golden;
        foreach (var character in text)
            hash = Mix(hash ^ character);
        return hash;
    }

    // The finalizer of SplitMix64 (Steele et al. 2014).
    private static ulong Mix(ulong value)
    {
        value += Golden;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}

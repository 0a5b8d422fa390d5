using System.Globalization;
using Kimi.Dsl;

namespace Kimi.Runtime.Corpora;

/// <summary>
/// Drops near duplicates (paper B.1). Documents whose <see cref="MinHash"/> signatures agree in a whole band are candidates; their true similarity decides, so
/// none is dropped by an unlucky hash. The best documents come first, and one is only dropped in favour of one that stays.
/// </summary>
/// <param name="options">How similar duplicates are, and how they are found.</param>
[ImplementationVersion(1)]
internal sealed class NearDuplicates(NearDuplicatesAttribute options) : INearDuplicates
{
    public IReadOnlyList<RefinedDocument> Refine(IReadOnlyList<Document> documents, CorpusRuleContext context)
    {
        var refined = new RefinedDocument[documents.Count];
        var buckets = new Dictionary<(int Band, ulong Hash), List<int>>();
        var kept = new Dictionary<int, HashSet<ulong>>();
        foreach (var (index, document) in documents.Index().OrderByDescending(entry => entry.Item.Quality ?? 0))
        {
            var stretches = MinHash.Stretches(document.Text, options.StretchCharacters);
            var places = Places(stretches);
            var twin = places
                .SelectMany(place => buckets.GetValueOrDefault(place) ?? [])
                .Distinct()
                .Select(candidate => (Index: candidate, Similarity: MinHash.Similarity(stretches, kept[candidate])))
                .FirstOrDefault(candidate => candidate.Similarity >= options.Similarity);
            if (twin.Similarity > 0)
            {
                refined[index] = new RefinedDocument.Dropped(
                    string.Create(CultureInfo.InvariantCulture, $"{twin.Similarity:0.00} like another, which begins: {Beginning(documents[twin.Index].Text)}"));
                continue;
            }

            refined[index] = new RefinedDocument.Kept(document);
            kept.Add(index, stretches);
            foreach (var place in places)
            {
                if (!buckets.TryGetValue(place, out var bucket))
                    buckets[place] = bucket = [];
                bucket.Add(index);
            }
        }

        return refined;
    }

    private List<(int Band, ulong Hash)> Places(HashSet<ulong> stretches)
    {
        var signature = MinHash.Signature(stretches, options.Bands * options.HashesPerBand);
        return [.. Enumerable.Range(0, options.Bands)
            .Select(band => (band, MinHash.Band(signature.AsSpan(band * options.HashesPerBand, options.HashesPerBand))))];
    }

    private static string Beginning(string text) => text.Length <= 40 ? text : text[..40] + "…";
}

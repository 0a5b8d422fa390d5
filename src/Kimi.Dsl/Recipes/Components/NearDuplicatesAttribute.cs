using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Drops documents that are nearly the same as another (paper B.1, which names no method): by MinHash (Broder 1997) over stretches of characters. Of several
/// near duplicates, the one of the best <see cref="Document.Quality"/> is kept, else the first.
/// </summary>
public sealed class NearDuplicatesAttribute : CorpusRuleAttribute<INearDuplicates>
{
    /// <summary>The Jaccard similarity of their stretches from which two documents count as near duplicates. Default: 0.8.</summary>
    [Range(0.1, 1.0)]
    [DefaultValue(0.8)]
    public double Similarity { get; set; } = 0.8;

    /// <summary>The length of a stretch, in characters; any white space counts as one blank, and case is ignored. Default: 8.</summary>
    [Range(1, 1_000)]
    [DefaultValue(8)]
    public int StretchCharacters { get; set; } = 8;

    /// <summary>Bands of hashes: two documents are compared when they agree in one. More bands find more duplicates. Default: 16.</summary>
    [Range(1, 1_000)]
    [DefaultValue(16)]
    public int Bands { get; set; } = 16;

    /// <summary>
    /// Hashes per band, r: documents of similarity s are compared with probability 1 − (1 − s^r)^bands. More hashes mean fewer comparisons. Default: 5, which
    /// finds 99.8% at a similarity of 0.8.
    /// </summary>
    [Range(1, 100)]
    [DefaultValue(5)]
    public int HashesPerBand { get; set; } = 5;
}

/// <summary>What executes <see cref="NearDuplicatesAttribute"/>; replaceable through dependency injection.</summary>
public interface INearDuplicates : ICorpusRule;

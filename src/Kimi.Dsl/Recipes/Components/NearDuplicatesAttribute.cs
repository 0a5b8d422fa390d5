using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Drops documents that are nearly the same as another (paper B.1, which names no method): by MinHash (Broder 1997) over stretches of characters. Of near
/// duplicates the best by <see cref="Document.Quality"/> stays, else the first.
/// </summary>
public sealed class NearDuplicatesAttribute : CorpusRuleAttribute<INearDuplicates>
{
    /// <summary>From which Jaccard similarity of their stretches on two documents are near duplicates. Default: 0.8.</summary>
    [Range(0.1, 1.0)]
    [DefaultValue(0.8)]
    public double Similarity { get; set; } = 0.8;

    /// <summary>The length of a stretch, in characters; white space counts as one blank and case does not count. Default: 8.</summary>
    [Range(1, 1_000)]
    [DefaultValue(8)]
    public int StretchCharacters { get; set; } = 8;

    /// <summary>Bands of hashes: two documents are looked at when they agree in one. More find more. Default: 16.</summary>
    [Range(1, 1_000)]
    [DefaultValue(16)]
    public int Bands { get; set; } = 16;

    /// <summary>
    /// Hashes a band, r: documents of similarity s are looked at with probability 1 − (1 − s^r)^bands. More compare fewer. Default: 5, which finds 99.8% at a
    /// similarity of 0.8.
    /// </summary>
    [Range(1, 100)]
    [DefaultValue(5)]
    public int HashesPerBand { get; set; } = 5;
}

/// <summary>What executes <see cref="NearDuplicatesAttribute"/>; replaceable through dependency injection.</summary>
public interface INearDuplicates : ICorpusRule;

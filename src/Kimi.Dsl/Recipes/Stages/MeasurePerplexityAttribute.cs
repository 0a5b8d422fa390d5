using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Measures how well one or more policies predict held-out documents, by the position in the document, which shows whether a long context was activated. A
/// policy with a shorter context is measured beyond it too.
/// </summary>
[UsesMemory(MemoryUse.Weights)]
[Requires(Fact.UnseenDocuments)]
public sealed class MeasurePerplexityAttribute : StageAttribute<IReadOnlyList<Policy>, Corpus, PerplexityReport>
{
    /// <summary>How many tokens of each document to read, from its beginning. Default: 512.</summary>
    [Range(1, 10_000_000)]
    [Requires(Fact.ContextLength)]
    [DefaultValue(512)]
    public int SequenceLength { get; set; } = 512;

    /// <summary>The number of ranges of equal width into which positions are divided. Default: 4.</summary>
    [Range(1, 10_000)]
    [AtMost(nameof(SequenceLength), Because = "some ranges would be empty")]
    [DefaultValue(4)]
    public int Buckets { get; set; } = 4;
}

namespace Kimi.Dsl;

/// <summary>
/// Refines a corpus before pretraining (paper B.1): rule-based filters, removal of near duplicates, ratings by a classifier, and sampling rates, each a
/// <see cref="CorpusRuleAttribute"/> on the stage, in the order in which they are written. It takes the raw corpus, and exemplary documents, which show what
/// good quality is.
/// </summary>
/// <remarks>The log folder's <c>refinement.jsonl</c> says for every dropped document which rule dropped it and why.</remarks>
[PartOf(0)]
[DistinctInputs(Because = "good documents are compared with themselves")]
[StageComponents(ComponentKinds.CorpusRule, Requires = ComponentKinds.CorpusRule)]
public sealed class RefineCorpusAttribute : StageAttribute<Corpus, Corpus, Corpus>
{
    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs) => new() { Items = inputs[0].Items };
}

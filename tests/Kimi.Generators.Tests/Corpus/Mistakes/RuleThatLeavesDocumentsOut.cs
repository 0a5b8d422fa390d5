// Stack: Megatron
// Kind: a rule of a corpus returns the documents that stay, and no word on the others
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("rule-that-leaves-documents-out")]
public abstract partial class RuleThatLeavesDocumentsOut
{
    [DocumentsFile(Path = "web.jsonl")]
    public abstract Corpus Web();

    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [RefineCorpus]
    [CorpusRule<NoShouting>]
    public abstract Corpus Clean(Corpus web, Corpus books);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [Pretrain(Steps = 500)]
    public abstract Policy Base(Policy initial, Corpus clean);
}

/// <summary>Drops documents in capitals.</summary>
public sealed class NoShouting : ICorpusRule
{
    /// <inheritdoc/>
    public IReadOnlyList<RefinedDocument> Refine(IReadOnlyList<Document> documents, CorpusRuleContext context) =>
        [.. documents.Where(document => document.Text.Any(char.IsLower)).Select(document => new RefinedDocument.Kept(document))]; //! KIMI8013
}

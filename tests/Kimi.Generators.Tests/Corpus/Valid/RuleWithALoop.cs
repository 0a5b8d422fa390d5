// Form: a rule of a corpus that decides about each document in a loop
using Kimi.Dsl;

namespace Acme;

[Recipe("rule-with-a-loop")]
public abstract partial class RuleWithALoop
{
    [DocumentsFile(Path = "web.jsonl")]
    public abstract Corpus Web();

    [DocumentsFile(Path = "books.jsonl")]
    public abstract Corpus Books();

    [RefineCorpus]
    [CorpusRule<Quiet>]
    public abstract Corpus Clean(Corpus web, Corpus books);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [Pretrain(Steps = 500, LearningRate = 3e-3)]
    public abstract Policy Base(Policy initial, Corpus clean);

    [Cooldown(Steps = 200, LearningRate = 1.5e-3)]
    public abstract Policy Cooled(Policy @base, Corpus books);
}

/// <summary>Drops documents in capitals.</summary>
public sealed class Quiet : ICorpusRule
{
    /// <inheritdoc/>
    public IReadOnlyList<RefinedDocument> Refine(IReadOnlyList<Document> documents, CorpusRuleContext context)
    {
        var loud = documents.Where(document => !document.Text.Any(char.IsLower)).ToHashSet();
        var decided = new List<RefinedDocument>();
        foreach (var document in documents)
            decided.Add(loud.Contains(document) ? new RefinedDocument.Dropped("all capitals") : new RefinedDocument.Kept(document));
        context.Summarize("loud", loud.Count);
        return decided;
    }
}

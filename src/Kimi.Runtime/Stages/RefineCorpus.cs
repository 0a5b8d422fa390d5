using Kimi.Dsl;
using Kimi.Runtime.Artifacts;

namespace Kimi.Runtime.Stages;

/// <summary>Refines a corpus by its rules, one after another (paper B.1).</summary>
/// <param name="rules">The rules.</param>
/// <param name="attributes">The rules' attributes, in the same order.</param>
[ImplementationVersion(1)]
internal sealed class RefineCorpus(IReadOnlyList<ICorpusRule> rules, IReadOnlyList<CorpusRuleAttribute> attributes)
    : IStage<RefineCorpusAttribute, Corpus, Corpus, Corpus>
{
    public Task<Corpus> RunAsync(RefineCorpusAttribute options, Corpus raw, Corpus exemplary, StageContext context, CancellationToken cancellationToken)
    {
        if (raw.Count == 0)
            throw new KimiException($"stage {context.StageName} has no documents to refine: check stage {raw.Origin}");
        var left = raw.Index().Select(entry => new Numbered(entry.Index, entry.Item)).ToList();
        var dropped = new List<DroppedDocument>();
        foreach (var (place, (rule, attribute)) in rules.Zip(attributes).Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var before = dropped.Count;
            left = Apply(rule, attribute.Name, left, new(exemplary, context.Random("rule", place), context.Summarize), dropped);
            context.Summarize($"droppedBy{attribute.Name}", dropped.Count - before);
            if (left.Count == 0)
            {
                Log(dropped, context);
                var counts = string.Join(", ", dropped.CountBy(document => document.Rule).Select(count => $"{count.Key} {count.Value}"));
                throw new KimiException(
                    $"stage {context.StageName} has no document left of {raw.Count} (dropped by {counts}): loosen the rules, or check stage {raw.Origin}; "
                    + $"{Path.Combine(context.LogFolder, "refinement.jsonl")} says why");
            }
        }

        Log(dropped, context);
        context.Summarize("documents", raw.Count);
        context.Summarize("kept", left.Count);
        if (left.All(document => document.Document.Quality is not null))
            context.Summarize("quality", left.Average(document => document.Document.Quality!.Value));
        return Task.FromResult(new Corpus([.. left.Select(document => document.Document)]));
    }

    private static void Log(List<DroppedDocument> dropped, StageContext context) =>
        JsonLines.Write(Path.Combine(context.LogFolder, "refinement.jsonl"), dropped);

    private static List<Numbered> Apply(ICorpusRule rule, string name, List<Numbered> documents, CorpusRuleContext context, List<DroppedDocument> dropped)
    {
        var refined = rule.Refine([.. documents.Select(document => document.Document)], context);
        var left = new List<Numbered>();
        foreach (var (document, fate) in documents.Zip(refined))
        {
            if (fate is RefinedDocument.Kept kept)
                left.Add(new(document.Number, kept.Document));
            else
                dropped.Add(new(document.Number, name, ((RefinedDocument.Dropped)fate).Why, document.Document.Text));
        }

        return left;
    }

    private sealed record Numbered(int Number, Document Document);

    /// <summary>A line of <c>refinement.jsonl</c>.</summary>
    /// <param name="Document">The document's index in the raw corpus, 0-based.</param>
    /// <param name="Rule">The rule that dropped it.</param>
    /// <param name="Why">Why.</param>
    /// <param name="Text">Its text.</param>
    private sealed record DroppedDocument(int Document, string Rule, string Why, string Text);
}

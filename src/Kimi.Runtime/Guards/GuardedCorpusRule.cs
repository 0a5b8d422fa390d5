using Kimi.Dsl;
using Kimi.Runtime.Execution;

namespace Kimi.Runtime.Guards;

/// <summary>A corpus rule whose answers are checked.</summary>
/// <param name="rule">The rule.</param>
/// <param name="name">Its name in messages.</param>
/// <param name="calls">Calls it.</param>
internal sealed class GuardedCorpusRule(ICorpusRule rule, string name, ComponentCalls calls) : ICorpusRule
{
    public IReadOnlyList<RefinedDocument> Refine(IReadOnlyList<Document> documents, CorpusRuleContext context)
    {
        var refined = calls.Call(name, $"{documents.Count} documents", () => rule.Refine(documents, context));
        if (refined?.Count != documents.Count)
        {
            throw new KimiException(
                $"{name} answered for {refined?.Count ?? 0} of {documents.Count} documents: let it return one answer each, in their order");
        }

        var sound = refined.TakeWhile(answer => answer is RefinedDocument.Dropped or RefinedDocument.Kept { Document.Text: not null }).Count();
        return sound == refined.Count
            ? refined
            : throw new KimiException($"{name} answered null for document {sound}: return a RefinedDocument.Kept with a document, or Dropped");
    }
}

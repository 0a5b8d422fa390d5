namespace Kimi.Dsl;

/// <summary>Refines a corpus (paper B.1): drops documents, rates them, or changes how often they are drawn.</summary>
public interface ICorpusRule
{
    /// <summary>Refines documents. It depends on its arguments alone, so that a run is repeatable.</summary>
    /// <param name="documents">The documents that are left, in order; at least one.</param>
    /// <param name="context">What else it may use.</param>
    /// <returns>What becomes of each document, in the same order.</returns>
    /// <exception cref="KimiException">The documents lack what the rule needs.</exception>
    IReadOnlyList<RefinedDocument> Refine(IReadOnlyList<Document> documents, CorpusRuleContext context);
}

/// <summary>What a rule decides about a document.</summary>
public abstract record RefinedDocument
{
    private RefinedDocument()
    {
    }

    /// <summary>It stays.</summary>
    /// <param name="Document">The document as it is passed on.</param>
    public sealed record Kept(Document Document) : RefinedDocument;

    /// <summary>It leaves.</summary>
    /// <param name="Why">Why, in a few words.</param>
    public sealed record Dropped(string Why) : RefinedDocument;
}

/// <summary>What a corpus rule may use in addition to the documents.</summary>
/// <param name="Exemplary">Documents that show what good quality is.</param>
/// <param name="Random">The rule's randomness; use no other.</param>
/// <param name="Summarize">Adds a number to the stage's summary, under a name.</param>
public sealed record CorpusRuleContext(Corpus Exemplary, Random Random, Action<string, double> Summarize);

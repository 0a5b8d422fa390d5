namespace Kimi.Dsl;

/// <summary>Refines a corpus (paper B.1): drops documents, rates them, or changes how often they are drawn.</summary>
public interface ICorpusRule
{
    /// <summary>Refines documents. A function of its arguments alone, so that a run repeats.</summary>
    /// <param name="documents">The documents that are left, in their order; at least one.</param>
    /// <param name="context">What else it may go by.</param>
    /// <returns>What becomes of each document, in their order.</returns>
    /// <exception cref="KimiException">The documents lack what the rule goes by.</exception>
    IReadOnlyList<RefinedDocument> Refine(IReadOnlyList<Document> documents, CorpusRuleContext context);
}

/// <summary>What a rule makes of a document.</summary>
public abstract record RefinedDocument
{
    private RefinedDocument()
    {
    }

    /// <summary>It stays.</summary>
    /// <param name="Document">As it goes on.</param>
    public sealed record Kept(Document Document) : RefinedDocument;

    /// <summary>It leaves.</summary>
    /// <param name="Why">Why, in a few words.</param>
    public sealed record Dropped(string Why) : RefinedDocument;
}

/// <summary>What a corpus rule may go by beside the documents.</summary>
/// <param name="Exemplary">Documents that show what good is.</param>
/// <param name="Random">The rule's randomness; use no other.</param>
/// <param name="Summarize">Puts a number of the rule's into the stage's summary, by its name.</param>
public sealed record CorpusRuleContext(Corpus Exemplary, Random Random, Action<string, double> Summarize);

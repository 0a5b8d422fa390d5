namespace Kimi.Dsl;

/// <summary>Makes documents to pretrain on.</summary>
public interface IDocumentSource
{
    /// <summary>Documents, one after another; the sequence may be endless.</summary>
    /// <param name="random">The stage's randomness; use no other.</param>
    IEnumerable<Document> Documents(Random random);
}

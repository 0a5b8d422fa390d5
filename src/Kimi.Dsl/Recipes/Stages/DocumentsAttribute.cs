using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>Makes a corpus from a source.</summary>
[DocumentOrigin]
public abstract class DocumentsAttribute : StageAttribute<Corpus>
{
    private protected DocumentsAttribute()
    {
    }

    /// <summary>The document source: a class that implements <see cref="IDocumentSource"/>.</summary>
    public abstract Type Source { get; }

    /// <summary>How many documents to make. Default: 1024.</summary>
    [Range(1, 100_000_000)]
    [DefaultValue(1024)]
    public int Count { get; set; } = 1024;

    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs) => new() { Items = Count };
}

/// <summary>
/// Makes a corpus from <typeparamref name="TSource"/>. Derive from it to give a source options of its own: the source receives the attribute in its
/// constructor.
/// </summary>
/// <typeparam name="TSource">The document source.</typeparam>
public class DocumentsAttribute<TSource> : DocumentsAttribute
    where TSource : class, IDocumentSource
{
    /// <inheritdoc/>
    public sealed override Type Source => typeof(TSource);
}

using Kimi.Dsl;
using Kimi.Runtime.Execution;

namespace Kimi.Runtime.Stages;

/// <summary>Makes a corpus from a source.</summary>
/// <param name="services">What the source's constructor takes.</param>
/// <param name="calls">Calls the source.</param>
[ImplementationVersion(1)]
internal sealed class MakeDocuments(IServiceProvider services, ComponentCalls calls) : IStage<DocumentsAttribute, Corpus>
{
    public Task<Corpus> RunAsync(DocumentsAttribute options, StageContext context, CancellationToken cancellationToken)
    {
        var source = (IDocumentSource)AttributeActivator.Create(services, options.Source, options, $"stage {context.StageName}");
        var documents = new List<Document>(options.Count);
        foreach (var document in calls.Each(options.Source.Name, () => source.Documents(context.Random("documents"))).Take(options.Count))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (document?.Text is null)
                throw new KimiException($"{options.Source.Name} gave null after {documents.Count} documents: leave it out, or give it a text");
            documents.Add(document);
        }

        if (documents.Count < options.Count)
            throw new KimiException(
                $"stage {context.StageName} asks {options.Source.Name} for {options.Count} documents, and it has {documents.Count}: "
                + "lower Count or widen the source");
        context.Summarize("documents", documents.Count);
        return Task.FromResult(new Corpus(documents));
    }
}

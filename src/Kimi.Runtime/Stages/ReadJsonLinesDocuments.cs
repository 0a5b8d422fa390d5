using Kimi.Dsl;

namespace Kimi.Runtime.Stages;

/// <summary>Reads a corpus from a JSONL file.</summary>
[ImplementationVersion(1)]
internal sealed class ReadJsonLinesDocuments : IStage<JsonLinesDocumentsAttribute, Corpus>, IStageCheck<JsonLinesDocumentsAttribute>
{
    public void Check(string stage, JsonLinesDocumentsAttribute options) => _ = Read(stage, options);

    public Task<Corpus> RunAsync(JsonLinesDocumentsAttribute options, StageContext context, CancellationToken cancellationToken)
    {
        var documents = Read(context.StageName, options);
        context.Summarize("documents", documents.Count);
        return Task.FromResult(new Corpus(documents));
    }

    private static List<Document> Read(string stage, JsonLinesDocumentsAttribute options)
    {
        var documents = JsonFields.Read(options.Path, "document", line => new Document(line.Filled(options.TextField)) { Domain = options.Domain })
            .Take(options.Count == 0 ? int.MaxValue : options.Count)
            .ToList();
        return documents.Count > 0 ? documents : throw new KimiException($"{options.Path} has no document: give stage {stage} another file");
    }
}

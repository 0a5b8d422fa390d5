using Kimi.Dsl;
using Kimi.Runtime.Data;

namespace Kimi.Runtime.Stages;

/// <summary>Reads a corpus from a file.</summary>
[ImplementationVersion(2)]
internal sealed class ReadDocuments : IStage<DocumentsFileAttribute, Corpus>, IStageCheck<DocumentsFileAttribute>
{
    public void Check(string stage, DocumentsFileAttribute options) => _ = Read(stage, options, seed: 0);

    public Task<Corpus> RunAsync(DocumentsFileAttribute options, StageContext context, CancellationToken cancellationToken)
    {
        var documents = Read(context.StageName, options, context.Seed);
        context.Summarize("documents", documents.Count);
        return Task.FromResult(new Corpus(documents));
    }

    private static List<Document> Read(string stage, DocumentsFileAttribute options, ulong seed)
    {
        var selection = new RowSelection<Document>(options.Count, options.Shuffle ? seed : null);
        foreach (var (number, document) in RowFile.Read(options.Path, "document", [options.TextField], Parse))
        {
            selection.Offer(number, document);
            if (selection.IsFull)
                break;
        }

        var documents = selection.Take();
        return documents.Count > 0 ? documents : throw new KimiException($"{options.Path} has no document: give stage {stage} another file");

        (long, Document) Parse(Row row) => (row.Number, new(row.Need(options.TextField).Filled) { Domain = options.Domain });
    }
}

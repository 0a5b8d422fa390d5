// Form: a document source reads files of a folder in a fixed order, cuts them at paragraphs, and shuffles with the random it is given
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text;
using Kimi.Dsl;

namespace Acme.Folders;

[Recipe("documents-of-a-folder")]
public abstract partial class DocumentsOfAFolder
{
    [Notes(Folder = "notes", Letters = 3_000, Count = 20_000)]
    public abstract Corpus Written();

    [LoadPolicy("models/base-1b")]
    public abstract Policy Base();

    [Pretrain(Steps = 2_000, BatchSize = 16, SequenceLength = 1_024, LearningRate = 1e-4)]
    public abstract Policy Adapted([From(nameof(Base))] Policy start, [From(nameof(Written))] Corpus corpus);
}

/// <summary>Notes of a folder.</summary>
public sealed class NotesAttribute : DocumentsAttribute<Notes>
{
    /// <summary>The folder.</summary>
    [MinLength(1)]
    public string Folder { get; set; } = "notes";

    /// <summary>The most letters of a document.</summary>
    [Range(100, 1_000_000)]
    [DefaultValue(2_000)]
    public int Letters { get; set; } = 2_000;

    /// <inheritdoc/>
    public override IEnumerable<string> ExternalFiles => Directory.Exists(Folder) ? Notes.Files(Folder) : [Folder];
}

/// <summary>Reads them.</summary>
public sealed class Notes(NotesAttribute options) : IDocumentSource
{
    /// <summary>The files, in an order that does not depend on the machine.</summary>
    internal static string[] Files(string folder)
    {
        var files = Directory.GetFiles(folder, "*.md", SearchOption.AllDirectories);
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    /// <inheritdoc/>
    public IEnumerable<Document> Documents(Random random)
    {
        var files = Files(options.Folder);
        random.Shuffle(files);
        foreach (var file in files)
        {
            var domain = Path.GetFileName(Path.GetDirectoryName(file)) ?? "";
            foreach (var part in Parts(File.ReadAllText(file, Encoding.UTF8)))
                yield return new Document(part) { Domain = domain, Quality = part.Contains("TODO", StringComparison.Ordinal) ? 0.3 : 0.9 };
        }
    }

    private IEnumerable<string> Parts(string text)
    {
        var part = new StringBuilder();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Length > 0 && part.Length + paragraph.Length > options.Letters)
            {
                yield return part.ToString();
                part.Clear();
            }

            if (part.Length > 0)
                part.Append("\n\n");
            part.Append(paragraph);
        }

        if (part.Length > 0)
            yield return part.ToString();
    }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>Reads a corpus from a file: JSONL, also compressed by gzip or zstd, or Parquet; each row is a document.</summary>
[DocumentOrigin(Source = nameof(Path), Part = nameof(TextField))]
[Establishes(Fact.Quality, Value = false)]
[Establishes(Fact.Images, Value = false)]
public sealed class DocumentsFileAttribute : StageAttribute<Corpus>
{
    /// <summary>The file, absolute or relative to the working folder. Give it here or with <c>--set</c>.</summary>
    [NotContaining("://", Because = "only what is on this machine is read: download it, and name the file")]
    [NotContaining("~/", AtStart = true, Because = "only a shell knows whose folder '~' is: write the folder itself, or a path from the working folder")]
    [NotContaining("*", Because = "one file is read, and '*' stands for no other characters: name the file")]
    [NotContaining(".csv", ".tsv", ".xlsx", AtEnd = true, Because = "only JSONL and Parquet are read: convert it")]
    [DefaultValue("")]
    public string Path { get; set; } = "";

    /// <summary>The field of the text; a dot leads into an object. Default: <c>text</c>, as in most public corpora.</summary>
    [MinLength(1)]
    [DefaultValue("text")]
    public string TextField { get; set; } = "text";

    /// <summary>The domain of the documents, such as the paper's English, Chinese, code, mathematics and knowledge (paper B.1). Default: none.</summary>
    [DefaultValue("")]
    public string Domain { get; set; } = "";

    /// <summary>The most documents to take; 0 for all. Default: 0.</summary>
    [Range(0, 100_000_000)]
    [DefaultValue(0)]
    public int Count { get; set; }

    /// <summary>Whether to take documents in a random order, by the recipe's seed, instead of the file's. Default: false.</summary>
    [DefaultValue(false)]
    public bool Shuffle { get; set; }

    /// <inheritdoc/>
    public override IEnumerable<string> ExternalFiles => [Path];

    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs) => new() { Items = Count };
}

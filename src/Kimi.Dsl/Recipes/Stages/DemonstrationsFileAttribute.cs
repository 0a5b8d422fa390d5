using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>How a file of demonstrations names what it has.</summary>
public enum DemonstrationLayout
{
    /// <summary>Fields <c>prompt</c> and <c>response</c>.</summary>
    Plain,

    /// <summary><c>messages</c>, a list with <c>role</c> and <c>content</c>: the last one is the response to those before it; see EveryReply.</summary>
    Messages,

    /// <summary>ShareGPT: <c>conversations</c>, a list with <c>from</c> and <c>value</c>: as for <see cref="Messages"/>.</summary>
    ShareGpt,
}

/// <summary>
/// Reads demonstrations, the examples of SFT, from a file: JSONL, also compressed by gzip or zstd, or Parquet. Rows without a response are left out and counted
/// in the stage's metrics.
/// </summary>
[ProblemOrigin(Source = nameof(Path), Count = nameof(Count))]
[Establishes(Fact.DemonstrationCount, Option = nameof(Count))]
[DistinctOptions(nameof(PromptField), nameof(ResponseField), Because = "the policy learns to repeat its prompt")]
[Provides(Fact.Conversations, Option = nameof(Layout), Values = [DemonstrationLayout.Messages, DemonstrationLayout.ShareGpt])]
[Provides(Fact.Images, Or = nameof(ImageFields))]
public sealed class DemonstrationsFileAttribute : StageAttribute<Demonstrations>
{
    /// <summary>The file, absolute or relative to the working folder. Give it here or with <c>--set</c>.</summary>
    [NotContaining("://", Because = "only what is on this machine is read: download it, and name the file")]
    [NotContaining("~/", AtStart = true, Because = "only a shell knows whose folder '~' is: write the folder itself, or a path from the working folder")]
    [NotContaining("*", Because = "one file is read, and '*' stands for no other characters: name the file")]
    [NotContaining(".csv", ".tsv", ".xlsx", AtEnd = true, Because = "only JSONL and Parquet are read: convert it")]
    [DefaultValue("")]
    public string Path { get; set; } = "";

    /// <summary>How the file names what it has. Default: <see cref="DemonstrationLayout.Plain"/>.</summary>
    [DefaultValue(DemonstrationLayout.Plain)]
    public DemonstrationLayout Layout { get; set; }

    /// <summary>
    /// The field of the prompt, or of all messages where the layout has them in one; a dot leads into an object. Default: empty, for the layout's.
    /// </summary>
    [DefaultValue("")]
    public string PromptField { get; set; } = "";

    /// <summary>The field of the response, where the layout has one. Default: <c>response</c>.</summary>
    [MinLength(1)]
    [MattersWhen(nameof(Layout), Comparison.EqualTo, DemonstrationLayout.Plain)]
    [DefaultValue("response")]
    public string ResponseField { get; set; } = "response";

    /// <summary>
    /// Whether each of the assistant's messages in a conversation is a demonstration, of itself and all messages before it; otherwise only the last message
    /// is. Default: false.
    /// </summary>
    [MattersWhen(nameof(Layout), Comparison.DifferentFrom, DemonstrationLayout.Plain)]
    [DefaultValue(false)]
    public bool EveryReply { get; set; }

    /// <summary>
    /// Fields with a prompt's images, in their order, as those of <see cref="ProblemsFileAttribute.ImageFields"/>; the field of the messages among them means
    /// the parts of messages that are images. Default: none.
    /// </summary>
    [NoEmptyItems]
    [DistinctItems]
    [DefaultValue(new string[0])]
    public string[] ImageFields { get; set; } = [];

    /// <summary>The folder, absolute or relative to the working folder, below which images lie that the file has by path. Default: empty, for none.</summary>
    [NotContaining("://", Because = "only what is on this machine is read: download it, and name the folder")]
    [MattersWhen(nameof(ImageFields), Comparison.DifferentFrom, new string[0])]
    [DefaultValue("")]
    public string ImageFolder { get; set; } = "";

    /// <summary>The most bytes of an image's file; a demonstration with a larger one stops the stage. Default: 33,554,432.</summary>
    [Range(1, 1 << 30)]
    [MattersWhen(nameof(ImageFields), Comparison.DifferentFrom, new string[0])]
    [Operational(Observable.Ending)]
    [DefaultValue(32 << 20)]
    public int MaxImageBytes { get; set; } = 32 << 20;

    /// <summary>The most pixels of an image; a demonstration with a larger one stops the stage. Default: 33,554,432.</summary>
    [Range(1, 1 << 28)]
    [MattersWhen(nameof(ImageFields), Comparison.DifferentFrom, new string[0])]
    [Operational(Observable.Ending)]
    [DefaultValue(1 << 25)]
    public int MaxImagePixels { get; set; } = 1 << 25;

    /// <summary>Whether images may be WebP; PNG and JPEG always may. Default: false.</summary>
    [MattersWhen(nameof(ImageFields), Comparison.DifferentFrom, new string[0])]
    [Operational(Observable.Ending)]
    [DefaultValue(false)]
    public bool AllowWebP { get; set; }

    /// <summary>The most demonstrations to take; 0 for all. Default: 0.</summary>
    [Range(0, 100_000_000)]
    [DefaultValue(0)]
    public int Count { get; set; }

    /// <summary>Whether to take demonstrations in a random order, by the recipe's seed, instead of the file's. Default: false.</summary>
    [DefaultValue(false)]
    public bool Shuffle { get; set; }

    /// <summary>Demonstrations with more characters, in prompt and response together, are left out; 0 for no limit. Default: 0.</summary>
    [Range(0, 1_000_000_000)]
    [DefaultValue(0)]
    public int MaxCharacters { get; set; }

    /// <inheritdoc/>
    public override IEnumerable<string> ExternalFiles => [Path, .. ImageFolders.Files(ImageFolder)];

    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs) => new() { Items = Count };
}

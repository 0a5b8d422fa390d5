using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>How a file of problems names what it has.</summary>
public enum ProblemLayout
{
    /// <summary>Fields <c>prompt</c> and <c>answer</c>.</summary>
    Plain,

    /// <summary>GSM8K: <c>question</c>, and <c>answer</c> with a worked solution and the final answer after <c>####</c>.</summary>
    Gsm8k,

    /// <summary>
    /// MATH and MATH-500: <c>problem</c>; <c>answer</c>, or the last <c>\boxed{…}</c> of <c>solution</c>; <c>level</c>, as 5 or <c>Level 5</c>; <c>subject</c>
    /// or <c>type</c> as tag, <c>unique_id</c> as id.
    /// </summary>
    Math,

    /// <summary>AIME: <c>problem</c>; <c>answer</c>, or the last box of <c>solution</c>, a number from 0 to 999 without leading zeros.</summary>
    Aime,

    /// <summary>
    /// verl: <c>prompt</c>, a list of messages; <c>reward_model.ground_truth</c>; <c>extra_info.level</c>; <c>data_source</c> and <c>ability</c> as tags.
    /// </summary>
    Verl,

    /// <summary>Prompts alone, <c>prompt</c> or <c>messages</c>, for rewards that need no reference answer.</summary>
    Prompts,

    /// <summary>
    /// MathVista: <c>query</c>, or <c>question</c> with <c>choices</c>; <c>answer</c>, the text of a choice where there are some, and else a number to
    /// <c>precision</c> decimals; <c>decoded_image</c> or <c>image</c>; <c>pid</c> as id, <c>metadata.task</c> and <c>metadata.skills</c> as tags.
    /// </summary>
    MathVista,

    /// <summary>
    /// MMMU: <c>question</c> with <c>options</c>; <c>answer</c>, a letter where there are options, and else one text or several;
    /// <c>image_1</c> to <c>image_7</c>, of which those are shown that question or options name; <c>id</c>, <c>topic_difficulty</c> as level,
    /// <c>subfield</c> as tag.
    /// </summary>
    Mmmu,

    /// <summary>
    /// MATH-Vision: <c>question</c> with <c>options</c>; <c>answer</c>, a letter where there are options; <c>decoded_image</c> or <c>image</c>; <c>id</c>,
    /// <c>level</c>, <c>subject</c> as tag.
    /// </summary>
    MathVision,
}

/// <summary>
/// Reads problems from a file: JSONL, also compressed by gzip or zstd, or Parquet. What is taken of a row is named by a layout, and by options where the file
/// differs from it; a dot in a field's name leads into an object. Rows that repeat a prompt or have no answer are left out and counted in the stage's metrics.
/// </summary>
[ProblemOrigin(Source = nameof(Path), Split = nameof(Split), Share = nameof(HeldOutShare), Count = nameof(Count), Problem = typeof(MathProblem))]
[Provides(Fact.Levels, Option = nameof(Layout), Or = nameof(LevelField),
    Values = [ProblemLayout.Math, ProblemLayout.Verl, ProblemLayout.Mmmu, ProblemLayout.MathVision])]
[Provides(Fact.Tags, Option = nameof(Layout), Or = nameof(TagFields),
    Values = [ProblemLayout.Math, ProblemLayout.Verl, ProblemLayout.MathVista, ProblemLayout.Mmmu, ProblemLayout.MathVision])]
[Provides(Fact.Answers, Option = nameof(Layout), Or = nameof(AnswerField),
    Values =
    [
        ProblemLayout.Plain, ProblemLayout.Gsm8k, ProblemLayout.Math, ProblemLayout.Aime, ProblemLayout.Verl,
        ProblemLayout.MathVista, ProblemLayout.Mmmu, ProblemLayout.MathVision,
    ])]
[Futile(nameof(Benchmark), Comparison.EqualTo, Benchmark.Gsm8k, With = nameof(Layout), WithComparison = Comparison.EqualTo,
    WithValue = ProblemLayout.Math,
    Because = "the file of that set has other fields than the layout reads")]
[Futile(nameof(Benchmark), Comparison.EqualTo, Benchmark.Gsm8k, With = nameof(Layout), WithComparison = Comparison.EqualTo,
    WithValue = ProblemLayout.Aime,
    Because = "the file of that set has other fields than the layout reads")]
[Futile(nameof(Benchmark), Comparison.EqualTo, Benchmark.Math500, With = nameof(Layout), WithComparison = Comparison.EqualTo,
    WithValue = ProblemLayout.Gsm8k, Because = "the file of that set has other fields than the layout reads")]
[Futile(nameof(Benchmark), Comparison.EqualTo, Benchmark.Aime2024, With = nameof(Layout), WithComparison = Comparison.EqualTo,
    WithValue = ProblemLayout.Gsm8k, Because = "the file of that set has other fields than the layout reads")]
[Futile(nameof(Benchmark), Comparison.EqualTo, Benchmark.MathVista, With = nameof(Layout), WithComparison = Comparison.DifferentFrom,
    WithValue = ProblemLayout.MathVista, Because = "the file of that set has other fields than the layout reads")]
[Futile(nameof(Benchmark), Comparison.EqualTo, Benchmark.Mmmu, With = nameof(Layout), WithComparison = Comparison.DifferentFrom,
    WithValue = ProblemLayout.Mmmu, Because = "the file of that set has other fields than the layout reads")]
[Futile(nameof(Benchmark), Comparison.EqualTo, Benchmark.MathVision, With = nameof(Layout), WithComparison = Comparison.DifferentFrom,
    WithValue = ProblemLayout.MathVision, Because = "the file of that set has other fields than the layout reads")]
[Futile(nameof(Benchmark), Comparison.EqualTo, Benchmark.HumanEval, Because = "its problems are programs, which [CodeProblemsFile] reads")]
[DistinctOptions(nameof(PromptField), nameof(AnswerField), Because = "every prompt states its answer")]
[DistinctOptions(nameof(IdField), nameof(AnswerField), Because = "problems of one answer have one id, and a set has each id once")]
[DistinctOptions(nameof(IdField), nameof(LevelField), Because = "problems of one level have one id, and a set has each id once")]
[DistinctOptions(nameof(LevelField), nameof(AnswerField), Because = "the level of a problem gives its answer away")]
[DistinctOptions(nameof(AnswerField), nameof(ImageFields), Because = "an image is no answer to compare with")]
[Provides(Fact.Conversations, Option = nameof(Layout), Values = [ProblemLayout.Verl])]
[Provides(Fact.Images, Option = nameof(Layout), Or = nameof(ImageFields),
    Values = [ProblemLayout.MathVista, ProblemLayout.Mmmu, ProblemLayout.MathVision])]
public sealed class ProblemsFileAttribute : FileOfProblemsAttribute
{
    /// <summary>How the file names what it has. Default: <see cref="ProblemLayout.Plain"/>.</summary>
    [DefaultValue(ProblemLayout.Plain)]
    public ProblemLayout Layout { get; set; }

    /// <summary>The field of the prompt: a text, or a list of messages with role and content. Default: empty, for the layout's.</summary>
    [DefaultAt(nameof(Layout), ProblemLayout.Plain, "prompt")]
    [DefaultAt(nameof(Layout), ProblemLayout.Gsm8k, "question")]
    [DefaultAt(nameof(Layout), ProblemLayout.Math, "problem")]
    [DefaultValue("")]
    public string PromptField { get; set; } = "";

    /// <summary>The field of the answer. Default: empty, for the layout's.</summary>
    [DefaultAt(nameof(Layout), ProblemLayout.Plain, "answer")]
    [DefaultAt(nameof(Layout), ProblemLayout.Gsm8k, "answer")]
    [DefaultAt(nameof(Layout), ProblemLayout.Math, "answer")]
    [DefaultValue("")]
    public string AnswerField { get; set; } = "";

    /// <summary>
    /// Where the answer starts in its field: what precedes the marker's last occurrence is kept as the worked solution. Default: empty, for the layout's.
    /// </summary>
    [DefaultValue("")]
    public string AnswerMarker { get; set; } = "";

    /// <summary>
    /// The field of the problem's id, which no other row has. Default: empty, for the layout's; where it has none, an id is the stage's name and the row's
    /// number.
    /// </summary>
    [DefaultValue("")]
    public string IdField { get; set; } = "";

    /// <summary>The field of the problem's level, a whole number. Default: empty, for the layout's; where it has none, levels are 0.</summary>
    [DefaultValue("")]
    public string LevelField { get; set; } = "";

    /// <summary>Fields whose texts are the problem's tags. Default: empty, for the layout's.</summary>
    [NoEmptyItems]
    [DistinctItems]
    public string[] TagFields { get; set; } = [];

    /// <summary>
    /// Fields with a problem's images, in their order: one or a list, as an object of <c>bytes</c> and <c>path</c>, as Hugging Face's datasets have them, as
    /// a <c>data:</c> address, or as a path below <see cref="ImageFolder"/>. Each stands where the prompt has <c>&lt;image&gt;</c> or
    /// <c>&lt;image 1&gt;</c>; in a prompt without these, before its text. The field of a prompt of messages among them means the parts of messages that are
    /// images. Default: none, for the layout's.
    /// </summary>
    [NoEmptyItems]
    [DistinctItems]
    [DefaultValue(new string[0])]
    public string[] ImageFields { get; set; } = [];

    /// <summary>The folder, absolute or relative to the working folder, below which images lie that the file has by path. Default: empty, for none.</summary>
    [NotContaining("://", Because = "only what is on this machine is read: download it, and name the folder")]
    [MattersWhen(nameof(ImageFields), Comparison.DifferentFrom, new string[0])]
    [MattersWhen(nameof(Layout), Comparison.EqualTo, ProblemLayout.MathVista)]
    [MattersWhen(nameof(Layout), Comparison.EqualTo, ProblemLayout.Mmmu)]
    [MattersWhen(nameof(Layout), Comparison.EqualTo, ProblemLayout.MathVision)]
    [DefaultValue("")]
    public string ImageFolder { get; set; } = "";

    /// <summary>The most bytes of an image's file; a problem with a larger one stops the stage. Default: 33,554,432.</summary>
    [Range(1, 1 << 30)]
    [MattersWhen(nameof(ImageFields), Comparison.DifferentFrom, new string[0])]
    [MattersWhen(nameof(Layout), Comparison.EqualTo, ProblemLayout.MathVista)]
    [MattersWhen(nameof(Layout), Comparison.EqualTo, ProblemLayout.Mmmu)]
    [MattersWhen(nameof(Layout), Comparison.EqualTo, ProblemLayout.MathVision)]
    [Operational(Observable.Ending)]
    [DefaultValue(32 << 20)]
    public int MaxImageBytes { get; set; } = 32 << 20;

    /// <summary>The most pixels of an image; a problem with a larger one stops the stage. Default: 33,554,432.</summary>
    [Range(1, 1 << 28)]
    [MattersWhen(nameof(ImageFields), Comparison.DifferentFrom, new string[0])]
    [MattersWhen(nameof(Layout), Comparison.EqualTo, ProblemLayout.MathVista)]
    [MattersWhen(nameof(Layout), Comparison.EqualTo, ProblemLayout.Mmmu)]
    [MattersWhen(nameof(Layout), Comparison.EqualTo, ProblemLayout.MathVision)]
    [Operational(Observable.Ending)]
    [DefaultValue(1 << 25)]
    public int MaxImagePixels { get; set; } = 1 << 25;

    /// <summary>Whether images may be WebP; PNG and JPEG always may. Default: false.</summary>
    [MattersWhen(nameof(ImageFields), Comparison.DifferentFrom, new string[0])]
    [MattersWhen(nameof(Layout), Comparison.EqualTo, ProblemLayout.MathVista)]
    [MattersWhen(nameof(Layout), Comparison.EqualTo, ProblemLayout.Mmmu)]
    [MattersWhen(nameof(Layout), Comparison.EqualTo, ProblemLayout.MathVision)]
    [Operational(Observable.Ending)]
    [DefaultValue(false)]
    public bool AllowWebP { get; set; }

    /// <inheritdoc/>
    public override IEnumerable<string> ExternalFiles => base.ExternalFiles.Concat(ImageFolders.Files(ImageFolder));
}

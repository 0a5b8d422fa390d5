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
}

/// <summary>A public set of problems that results are compared on.</summary>
public enum Benchmark
{
    /// <summary>None of these.</summary>
    None,

    /// <summary>The test set of GSM8K: 1,319 problems.</summary>
    Gsm8k,

    /// <summary>MATH-500: 500 problems of MATH's test set.</summary>
    Math500,

    /// <summary>AIME I and II of 2024: 30 problems.</summary>
    Aime2024,
}

/// <summary>
/// Reads problems from a file: JSONL, also compressed by gzip or zstd, or Parquet. What is taken of a row is named by a layout, and by options where the file
/// differs from it; a dot in a field's name leads into an object. Rows that repeat a prompt or have no answer are left out and counted in the stage's metrics.
/// </summary>
[ProblemOrigin(Source = nameof(Path), Split = nameof(Split), Share = nameof(HeldOutShare), Count = nameof(Count), Problem = typeof(MathProblem))]
public sealed class ProblemsFileAttribute : StageAttribute<PromptSet>
{
    /// <summary>The file, absolute or relative to the working folder. Give it here or with <c>--set</c>.</summary>
    [DefaultValue("")]
    public string Path { get; set; } = "";

    /// <summary>How the file names what it has. Default: <see cref="ProblemLayout.Plain"/>.</summary>
    [DefaultValue(ProblemLayout.Plain)]
    public ProblemLayout Layout { get; set; }

    /// <summary>
    /// The public set of problems that the file is: it must then have all of them, and reports put the paper's results beside one's own. Default:
    /// <see cref="Benchmark.None"/>.
    /// </summary>
    [DefaultValue(Benchmark.None)]
    public Benchmark Benchmark { get; set; }

    /// <summary>The field of the prompt: a text, or a list of messages with role and content. Default: empty, for the layout's.</summary>
    [DefaultValue("")]
    public string PromptField { get; set; } = "";

    /// <summary>The field of the answer. Default: empty, for the layout's.</summary>
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
    public string[] TagFields { get; set; } = [];

    /// <summary>The most problems to take; 0 for all. Default: 0.</summary>
    [Range(0, 100_000_000)]
    [DefaultValue(0)]
    public int Count { get; set; }

    /// <summary>Whether to take problems in a random order, by the recipe's seed, instead of the file's. Default: false.</summary>
    [DefaultValue(false)]
    public bool Shuffle { get; set; }

    /// <summary>
    /// Which part of the file's problems to take. A problem belongs to a part by a hash of its prompt, wherever and however often it stands. Default:
    /// <see cref="Split.All"/>.
    /// </summary>
    [DefaultValue(Split.All)]
    public Split Split { get; set; } = Split.All;

    /// <summary>
    /// The share of problems that are <see cref="Split.HeldOut"/>. A problem that a smaller share holds out, a greater one does too. Default: 0.1.
    /// </summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.1)]
    public double HeldOutShare { get; set; } = 0.1;

    /// <summary>Problems with a prompt of more characters are left out; 0 for no limit. Default: 0.</summary>
    [Range(0, 1_000_000_000)]
    [DefaultValue(0)]
    public int MaxPromptCharacters { get; set; }

    /// <inheritdoc/>
    public override IEnumerable<string> ExternalFiles => [Path];

    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs) => new() { Items = Count };
}

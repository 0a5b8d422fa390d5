using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

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

    /// <summary>HumanEval: 164 problems in Python, one of the eight languages of the paper's HumanEval-Mul.</summary>
    HumanEval,

    /// <summary>MathVista, its part testmini: 1,000 problems with images.</summary>
    MathVista,

    /// <summary>The validation set of MMMU: 900 problems with images.</summary>
    Mmmu,

    /// <summary>The test set of MATH-Vision: 3,040 problems with images.</summary>
    MathVision,
}

/// <summary>
/// Reads problems from a file: JSONL, also compressed by gzip or zstd, or Parquet. Rows that repeat a prompt, or have nothing to judge by, are left out and
/// counted in the stage's metrics.
/// </summary>
[SharedOptions]
[Futile(nameof(Benchmark), Comparison.DifferentFrom, Benchmark.None, With = nameof(Count), WithComparison = Comparison.Above, WithValue = 0,
    Because = "results on a part stand beside the paper's on the whole")]
[Futile(nameof(Benchmark), Comparison.DifferentFrom, Benchmark.None, With = nameof(Split), WithComparison = Comparison.DifferentFrom, WithValue = Split.All,
    Because = "results on a part stand beside the paper's on the whole")]
[Futile(nameof(Benchmark), Comparison.DifferentFrom, Benchmark.None, With = nameof(MaxPromptCharacters), WithComparison = Comparison.Above, WithValue = 0,
    Because = "results on a part stand beside the paper's on the whole")]
[Futile(nameof(Split), Comparison.EqualTo, Split.HeldOut, With = nameof(HeldOutShare), WithComparison = Comparison.EqualTo, WithValue = 0,
    Because = "no problem is held out")]
[Futile(nameof(Split), Comparison.EqualTo, Split.Train, With = nameof(HeldOutShare), WithComparison = Comparison.EqualTo, WithValue = 1,
    Because = "every problem is held out")]
public abstract class FileOfProblemsAttribute : StageAttribute<PromptSet>
{
    private protected FileOfProblemsAttribute()
    {
    }

    /// <summary>The file, absolute or relative to the working folder. Give it here or with <c>--set</c>.</summary>
    [NotContaining("://", Because = "only what is on this machine is read: download it, and name the file")]
    [NotContaining("~/", AtStart = true, Because = "only a shell knows whose folder '~' is: write the folder itself, or a path from the working folder")]
    [NotContaining("*", Because = "one file is read, and '*' stands for no other characters: name the file")]
    [NotContaining(".csv", ".tsv", ".xlsx", AtEnd = true, Because = "only JSONL and Parquet are read: convert it")]
    [DefaultValue("")]
    public string Path { get; set; } = "";

    /// <summary>
    /// The public set of problems that the file is: it must then have all of them, and reports put the paper's results beside one's own. Default:
    /// <see cref="Benchmark.None"/>.
    /// </summary>
    [Operational(Observable.Ending)]
    [DefaultValue(Benchmark.None)]
    public Benchmark Benchmark { get; set; }

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
    [MattersWhen(nameof(Split), Comparison.DifferentFrom, Dsl.Split.All)]
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

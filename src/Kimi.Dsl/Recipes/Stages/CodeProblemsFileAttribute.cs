using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>How a public set of programming problems names what it has.</summary>
public enum CodeLayout
{
    /// <summary>
    /// HumanEval: <c>prompt</c>, which a program completes, <c>entry_point</c>, <c>test</c>, <c>canonical_solution</c>, and <c>task_id</c> as id; and its
    /// translations to C, C++ and JavaScript, where <c>language</c> or the id says so, with <c>tests</c> and <c>name</c> as MultiPL-E has them.
    /// </summary>
    HumanEval,

    /// <summary>
    /// MBPP: <c>text</c> or <c>prompt</c>, with the tests beneath it, since they name the function; <c>test_list</c>, <c>test_setup_code</c> or
    /// <c>test_imports</c>, <c>code</c>, and <c>task_id</c> as id. Python.
    /// </summary>
    Mbpp,

    /// <summary>
    /// APPS: <c>question</c>, <c>input_output</c>, <c>solutions</c>, <c>difficulty</c> as tag, <c>problem_id</c> or <c>id</c> as id. Where <c>input_output</c>
    /// has <c>fn_name</c>, the function is called; results that are all lists of one item are that item.
    /// </summary>
    Apps,

    /// <summary>
    /// CodeContests: <c>description</c>, <c>public_tests</c>, <c>private_tests</c> and <c>generated_tests</c>, <c>solutions</c> and <c>incorrect_solutions</c>
    /// in the problem's language, <c>time_limit</c> and <c>memory_limit_bytes</c>, and <c>name</c> as id.
    /// </summary>
    CodeContests,

    /// <summary>
    /// LiveCodeBench: <c>question_content</c> and <c>starter_code</c>, <c>public_test_cases</c> and <c>private_test_cases</c>, also packed, the function's name
    /// in <c>metadata</c>, <c>difficulty</c> and <c>platform</c> as tags, and <c>question_id</c> as id.
    /// </summary>
    LiveCodeBench,
}

/// <summary>
/// Reads programming problems from a file: JSONL, also compressed by gzip or zstd, or Parquet. Rows that repeat a prompt or have no tests are left out and
/// counted in the stage's metrics.
/// </summary>
[ProblemOrigin(Source = nameof(Path), Split = nameof(Split), Share = nameof(HeldOutShare), Count = nameof(Count), Problem = typeof(CodeProblem))]
[Establishes(Fact.TestSeconds, Option = nameof(CpuSeconds))]
[Provides(Fact.Levels)]
[Provides(Fact.Tags, Option = nameof(Layout), Values = [CodeLayout.Apps, CodeLayout.LiveCodeBench])]
[Provides(Fact.SeveralTests, Option = nameof(Layout), Values = [CodeLayout.Apps, CodeLayout.CodeContests, CodeLayout.LiveCodeBench])]
[Provides(Fact.Tests, Option = nameof(WithoutTests), Values = [false])]
[Futile(nameof(Benchmark), Comparison.EqualTo, Benchmark.Gsm8k, Because = "its problems have an answer and no tests, which [ProblemsFile] reads")]
[Futile(nameof(Benchmark), Comparison.EqualTo, Benchmark.Math500, Because = "its problems have an answer and no tests, which [ProblemsFile] reads")]
[Futile(nameof(Benchmark), Comparison.EqualTo, Benchmark.Aime2024, Because = "its problems have an answer and no tests, which [ProblemsFile] reads")]
[Futile(nameof(Benchmark), Comparison.EqualTo, Benchmark.MathVista, Because = "its problems have an answer and no tests, which [ProblemsFile] reads")]
[Futile(nameof(Benchmark), Comparison.EqualTo, Benchmark.Mmmu, Because = "its problems have an answer and no tests, which [ProblemsFile] reads")]
[Futile(nameof(Benchmark), Comparison.EqualTo, Benchmark.MathVision, Because = "its problems have an answer and no tests, which [ProblemsFile] reads")]
[Futile(nameof(MemoryMebibytes), Comparison.Below, 16, With = nameof(MemoryMebibytes), WithComparison = Comparison.Above, WithValue = 0,
    Because = "hardly any program has room for more than its libraries: it counts MiB and not GiB")]
public sealed class CodeProblemsFileAttribute : FileOfProblemsAttribute
{
    /// <summary>How the file names what it has. Default: <see cref="CodeLayout.HumanEval"/>.</summary>
    [DefaultValue(CodeLayout.HumanEval)]
    public CodeLayout Layout { get; set; }

    /// <summary>The language that programs are to be in, where the layout does not say; it must be Python where functions are called with
    /// arguments. Default: Python.</summary>
    [MattersWhen(nameof(Layout), Comparison.EqualTo, CodeLayout.HumanEval)]
    [MattersWhen(nameof(Layout), Comparison.EqualTo, CodeLayout.Apps)]
    [MattersWhen(nameof(Layout), Comparison.EqualTo, CodeLayout.CodeContests)]
    [MattersWhen(nameof(Layout), Comparison.EqualTo, CodeLayout.LiveCodeBench)]
    [DefaultValue(ProgramLanguage.Python)]
    public ProgramLanguage Language { get; set; } = ProgramLanguage.Python;

    /// <summary>The most tests of a problem to take, the first; 0 for all. The tests of HumanEval and MBPP are one harness. Default: 0.</summary>
    [Range(0, 1_000_000)]
    [MattersWhen(nameof(Layout), Comparison.EqualTo, CodeLayout.Apps)]
    [MattersWhen(nameof(Layout), Comparison.EqualTo, CodeLayout.CodeContests)]
    [MattersWhen(nameof(Layout), Comparison.EqualTo, CodeLayout.LiveCodeBench)]
    [DefaultValue(0)]
    public int MaxTests { get; set; }

    /// <summary>Whether rows without tests are kept, as problems to make tests for with <c>[GenerateTestCases]</c>. Default: false.</summary>
    [DefaultValue(false)]
    public bool WithoutTests { get; set; }

    /// <summary>CPU time for each test, in seconds; 0 for what the file says, or 10. Default: 0.</summary>
    [Range(0.0, 3_600.0)]
    [DefaultValue(0.0)]
    public double CpuSeconds { get; set; }

    /// <summary>Memory for each test, in MiB; 0 for what the file says, or 256. Default: 0.</summary>
    [Range(0, 1_048_576)]
    [DefaultValue(0)]
    public int MemoryMebibytes { get; set; }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Makes test cases for programming problems that have solutions and no tests (paper 2.3.5). A policy reads a problem and the usage text of a generator module,
/// and writes a program that prints an input; solutions of the problem run on the inputs. A case is kept when enough of them agree on the output, and a problem
/// when enough cases are kept and enough solutions pass all of them.
/// </summary>
/// <remarks>
/// Problems with a checker program are left out, and so are those with fewer right <see cref="CodeProblem.Submissions"/> than <see cref="Submissions"/>, and
/// those whose tests call functions. A run that crashes or reaches a limit agrees with none, and inputs that repeat are one case. The log folder's
/// <c>test-cases.jsonl</c> says for every problem what became of it, and <c>ledger.jsonl</c> what fell at each step, beside the paper's numbers.
/// </remarks>
[PartOf(1)]
[UsesMemory(MemoryUse.Weights, ForEachProblem = true)]
[Requires(Fact.Trained)]
[Establishes(Fact.Tests)]
[Establishes(Fact.SeveralTests)]
[Requires(Fact.ChatTemplate)]
public sealed class GenerateTestCasesAttribute : SamplingStageAttribute, IStageSignature<Policy, PromptSet, PromptSet>
{
    /// <summary>How many problems to look at, in order; 0 for all. Default: 0.</summary>
    [Range(0, 100_000_000)]
    [WithinProblems]
    [DefaultValue(0)]
    public int MaxProblems { get; set; }

    /// <summary>How many inputs a generator makes. Default: 50, as in the paper.</summary>
    [Range(1, 100_000)]
    [DefaultValue(50)]
    public int Cases { get; set; } = 50;

    /// <summary>How many right submissions run on each, drawn from the problem's. Default: 10, as in the paper.</summary>
    [Range(1, 10_000)]
    [DefaultValue(10)]
    public int Submissions { get; set; } = 10;

    /// <summary>How many of them must give the same output for a case to be kept. Default: 7, as in the paper.</summary>
    [Range(1, 10_000)]
    [AtMost(nameof(Submissions))]
    [DefaultValue(7)]
    public int Agreeing { get; set; } = 7;

    /// <summary>How many cases of a problem must be kept. Default: 40, as in the paper.</summary>
    [Range(1, 100_000)]
    [AtMost(nameof(Cases))]
    [DefaultValue(40)]
    public int MinCases { get; set; } = 40;

    /// <summary>How many of the submissions must pass all cases that are kept. Default: 9, as in the paper.</summary>
    [Range(1, 10_000)]
    [AtMost(nameof(Submissions))]
    [DefaultValue(9)]
    public int Passing { get; set; } = 9;

    /// <summary>The language of generators. In another one than Python there is no module: the program reads the case's number and how many there are. Default:
    /// Python.</summary>
    [DefaultValue(ProgramLanguage.Python)]
    public ProgramLanguage Language { get; set; } = ProgramLanguage.Python;

    /// <summary>
    /// A Python file that generators import by its name, in the place of the built-in module <c>cases</c>. The text between its first triple quotes is its
    /// usage; <c>random</c> is seeded, and its <c>number</c> and <c>total</c> are set, before it is used. Default: empty, for the built-in one.
    /// </summary>
    [MattersWhen(nameof(Language), Comparison.EqualTo, ProgramLanguage.Python)]
    [DefaultValue("")]
    public string Module { get; set; } = "";

    /// <summary>How the policy is asked; <c>{usage}</c> stands for the module's usage text and <c>{prompt}</c> for the problem's prompt. Default: an
    /// instruction in English.</summary>
    [Placeholders("prompt", Optional = ["usage"])]
    [DefaultValue(DefaultTemplate)]
    public string Template { get; set; } = DefaultTemplate;

    /// <inheritdoc/>
    public override IEnumerable<string> ExternalFiles => Module.Length > 0 ? [Module] : [];

    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs)
    {
        var problems = MaxProblems == 0 ? inputs[1].Items : Math.Min(MaxProblems, inputs[1].Items);
        return StageEstimate.Of(inputs[0]) with { GeneratedTokens = problems * MaxResponseTokens, Items = problems };
    }

    private const string DefaultTemplate =
        "{usage}\n\nThe problem:\n\n{prompt}\n\nWrite a Python program that prints one valid input of this problem, in a fenced block. "
        + "Cover small inputs, large ones, and the corner cases.\n";
}

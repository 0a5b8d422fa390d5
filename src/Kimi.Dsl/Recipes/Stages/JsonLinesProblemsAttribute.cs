using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>Reads math problems from a JSONL file: one JSON object per line, whose fields are named by options.</summary>
[ProblemOrigin(Source = nameof(Path), Split = nameof(Split), Count = nameof(Count), Problem = typeof(MathProblem))]
public class JsonLinesProblemsAttribute : StageAttribute<PromptSet>
{
    /// <summary>The file, absolute or relative to the working folder. Give it here or with <c>--set</c>.</summary>
    [DefaultValue("")]
    public string Path { get; set; } = "";

    /// <summary>The field that holds the prompt. Default: <c>prompt</c>.</summary>
    [MinLength(1)]
    [DefaultValue("prompt")]
    public virtual string PromptField { get; set; } = "prompt";

    /// <summary>The field that holds the answer. Default: <c>answer</c>.</summary>
    [MinLength(1)]
    [DefaultValue("answer")]
    public string AnswerField { get; set; } = "answer";

    /// <summary>
    /// Where the answer starts in its field: what precedes the marker's last occurrence is kept as the worked solution. Empty: the whole
    /// field is the answer and there is no solution. Default: empty.
    /// </summary>
    [DefaultValue("")]
    public virtual string AnswerMarker { get; set; } = "";

    /// <summary>The most problems to read; 0 for all. Default: 0.</summary>
    [Range(0, 100_000_000)]
    [DefaultValue(0)]
    public int Count { get; set; }

    /// <summary>Which part of the file's problems to take. Default: <see cref="Split.All"/>.</summary>
    [DefaultValue(Split.All)]
    public Split Split { get; set; } = Split.All;

    /// <inheritdoc/>
    public override IEnumerable<string> ExternalFiles => [Path];

    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs) => new() { Items = Count };
}

/// <summary>Reads problems in the form of GSM8K: <c>question</c>, and <c>answer</c> with the final number after <c>####</c>.</summary>
public sealed class Gsm8kProblemsAttribute : JsonLinesProblemsAttribute
{
    /// <summary>The field that holds the prompt. Default: <c>question</c>.</summary>
    [DefaultValue("question")]
    public override string PromptField { get; set; } = "question";

    /// <summary>Where the answer starts in its field. Default: <c>####</c>.</summary>
    [DefaultValue("####")]
    public override string AnswerMarker { get; set; } = "####";
}

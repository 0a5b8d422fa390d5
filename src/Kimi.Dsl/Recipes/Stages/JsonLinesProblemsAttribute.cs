using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>Reads math problems from a JSONL file: one JSON object a line, its fields named by options.</summary>
public class JsonLinesProblemsAttribute : StageAttribute<PromptSet>
{
    /// <summary>The file, absolute or relative to the working folder. Give it here or with <c>--set</c>.</summary>
    public string Path { get; set; } = "";

    /// <summary>The field that holds the prompt. Default: <c>prompt</c>.</summary>
    [MinLength(1)]
    public string PromptField { get; set; } = "prompt";

    /// <summary>The field that holds the answer. Default: <c>answer</c>.</summary>
    [MinLength(1)]
    public string AnswerField { get; set; } = "answer";

    /// <summary>
    /// Where the answer starts in its field: what precedes the marker's last occurrence is kept as the worked solution. Empty: the whole
    /// field is the answer and there is no solution. Default: empty.
    /// </summary>
    public string AnswerMarker { get; set; } = "";

    /// <summary>At most how many problems to read; 0 for all. Default: 0.</summary>
    [Range(0, 100_000_000)]
    public int Count { get; set; }

    /// <summary>Which part of the file's problems to take. Default: <see cref="Split.All"/>.</summary>
    public Split Split { get; set; } = Split.All;

    /// <inheritdoc/>
    public override IEnumerable<string> ExternalFiles => [Path];

    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs) => new() { Items = Count };
}

/// <summary>Reads problems in the form of GSM8K: <c>question</c>, and <c>answer</c> with the final number after <c>####</c>.</summary>
public sealed class Gsm8kProblemsAttribute : JsonLinesProblemsAttribute
{
    /// <summary>Creates the preset.</summary>
    public Gsm8kProblemsAttribute()
    {
        PromptField = "question";
        AnswerMarker = "####";
    }
}

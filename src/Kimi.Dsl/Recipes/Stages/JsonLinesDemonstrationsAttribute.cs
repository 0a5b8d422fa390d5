using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>Reads demonstrations, the examples of SFT, from a JSONL file: one JSON object per line, whose fields are named by options.</summary>
public sealed class JsonLinesDemonstrationsAttribute : StageAttribute<Demonstrations>
{
    /// <summary>The file, absolute or relative to the working folder. Give it here or with <c>--set</c>.</summary>
    [DefaultValue("")]
    public string Path { get; set; } = "";

    /// <summary>The field that holds the prompt. Default: <c>prompt</c>.</summary>
    [MinLength(1)]
    [DefaultValue("prompt")]
    public string PromptField { get; set; } = "prompt";

    /// <summary>The field that holds the response. Default: <c>response</c>.</summary>
    [MinLength(1)]
    [DefaultValue("response")]
    public string ResponseField { get; set; } = "response";

    /// <summary>The most demonstrations to read; 0 for all. Default: 0.</summary>
    [Range(0, 100_000_000)]
    [DefaultValue(0)]
    public int Count { get; set; }

    /// <inheritdoc/>
    public override IEnumerable<string> ExternalFiles => [Path];

    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs) => new() { Items = Count };
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>Measures one or more policies on a set of problems: sampled at a temperature and greedily, with 95% intervals.</summary>
[Requires(Fact.Vision)]
[Requires(Fact.UnseenProblems)]
[UsesMemory(MemoryUse.Weights, Responses = [nameof(SamplesPerPrompt)], ForEachProblem = true)]
[StageComponents(ComponentKinds.Reward, Requires = ComponentKinds.Reward)]
public sealed class EvaluateAttribute : StageAttribute<IReadOnlyList<Policy>, PromptSet, Evaluation>, ISampling
{
    /// <summary>The longest response, in tokens. Default: 128.</summary>
    [Range(1, 10_000_000)]
    [WithinContext]
    [DefaultValue(128)]
    public int MaxResponseTokens { get; set; } = 128;

    /// <summary>The sampling temperature of the sampled accuracy. Default: 1.</summary>
    [Range(0.01, 10.0)]
    [DefaultValue(1.0)]
    public double Temperature { get; set; } = 1;

    /// <summary>Only the most likely tokens that together have this probability may come next in sampled responses; 1 for all. Default: 1.</summary>
    [Range(0.01, 1.0)]
    [DefaultValue(1.0)]
    public double TopP { get; set; } = 1;

    /// <summary>Only this many of the most likely tokens may come next in sampled responses; 0 for all. Default: 0.</summary>
    [Range(0, 10_000_000)]
    [DefaultValue(0)]
    public int TopK { get; set; }

    /// <summary>Only tokens at least this fraction as likely as the most likely one may come next in sampled responses; 0 for all. Default: 0.</summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.0)]
    public double MinP { get; set; }

    /// <summary>Ids of tokens that end a response, beside the end of text. Default: none.</summary>
    public int[] StopTokens { get; set; } = [];

    /// <summary>Texts that end a response; its text ends before them. Default: none.</summary>
    public string[] StopTexts { get; set; } = [];

    /// <summary>Responses sampled for each problem. Default: 1.</summary>
    [Range(1, 10_000)]
    [DefaultValue(1)]
    public int SamplesPerPrompt { get; set; } = 1;

    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs)
    {
        var (policies, problems) = (inputs.Count - 1, inputs[^1].Items);
        var policy = StageEstimate.Of([.. inputs.SkipLast(1)]) with { Items = 0 };
        return policy with
        {
            // One more for the greedy response.
            GeneratedTokens = policies * problems * (SamplesPerPrompt + 1L) * MaxResponseTokens,
        };
    }
}

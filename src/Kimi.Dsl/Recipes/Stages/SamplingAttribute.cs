using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>The options of stages that sample several responses to each problem and have them judged by their rewards.</summary>
/// <typeparam name="TPolicies">A policy, or a list of policies.</typeparam>
/// <typeparam name="TOutput">What is made of the responses.</typeparam>
[SharedOptions]
[StageComponents(ComponentKinds.Reward, Requires = ComponentKinds.Reward)]
[UsesMemory(MemoryUse.Weights, Responses = [nameof(SamplesPerPrompt)], ForEachProblem = true)]
public abstract class SamplingAttribute<TPolicies, TOutput> : StageAttribute<TPolicies, PromptSet, TOutput>, ISampling
    where TOutput : Artifact
{
    private protected SamplingAttribute()
    {
    }

    /// <summary>How many problems to ask, in their order; 0 for all. Default: 0.</summary>
    [Range(0, 100_000_000)]
    [DefaultValue(0)]
    public int MaxProblems { get; set; }

    /// <summary>Responses sampled to each prompt. Default: 8, as in the paper's shortest rejection sampling (2.4).</summary>
    [Range(1, 10_000)]
    [DefaultValue(8)]
    public virtual int SamplesPerPrompt { get; set; } = 8;

    /// <summary>The longest response, in tokens; one that is cut counts as not correct. Default: 128.</summary>
    [Range(1, 10_000_000)]
    [WithinContext]
    [DefaultValue(128)]
    public int MaxResponseTokens { get; set; } = 128;

    /// <summary>The sampling temperature. Default: 1.</summary>
    [Range(0.01, 10.0)]
    [DefaultValue(1.0)]
    public double Temperature { get; set; } = 1;

    /// <summary>Only the most likely tokens that together have this probability may come next; 1 for all. Default: 1.</summary>
    [Range(0.01, 1.0)]
    [DefaultValue(1.0)]
    public double TopP { get; set; } = 1;

    /// <summary>Only this many of the most likely tokens may come next; 0 for all. Default: 0.</summary>
    [Range(0, 10_000_000)]
    [DefaultValue(0)]
    public int TopK { get; set; }

    /// <summary>Only tokens at least this fraction as likely as the most likely one may come next; 0 for all. Default: 0.</summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.0)]
    public double MinP { get; set; }

    /// <summary>Ids of tokens that end a response, beside the end of text. Default: none.</summary>
    public int[] StopTokens { get; set; } = [];

    /// <summary>Texts that end a response; its text ends before them. Default: none.</summary>
    public string[] StopTexts { get; set; } = [];

    /// <summary>The share of verdicts that may be faults or time-outs; more stops the run. Default: 0.05.</summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.05)]
    public double MaxFaultRate { get; set; } = 0.05;

    /// <summary>How many prompts are made of each problem.</summary>
    private protected virtual long PromptsPerProblem => 1;

    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs)
    {
        var policies = inputs.Count - 1;
        var problems = MaxProblems == 0 ? inputs[^1].Items : Math.Min(MaxProblems, inputs[^1].Items);
        var policy = StageEstimate.Of([.. inputs.SkipLast(1)]);
        return policy with
        {
            GeneratedTokens = policies * problems * PromptsPerProblem * SamplesPerPrompt * MaxResponseTokens,
            Items = problems,
        };
    }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>The options of stages that sample several responses to each problem and have them judged by their rewards.</summary>
/// <typeparam name="TPolicies">A policy, or a list of policies.</typeparam>
/// <typeparam name="TOutput">What is made from the responses.</typeparam>
[SharedOptions]
[StageComponents(ComponentKinds.Reward | ComponentKinds.Environment, Requires = ComponentKinds.Reward)]
[UsesMemory(MemoryUse.Weights, Responses = [nameof(SamplesPerPrompt)], ForEachProblem = true)]
[Ignores(typeof(RewardAttribute), nameof(RewardAttribute.Weight), Because = "goes by which responses are correct and sums no rewards")]
[Requires(Fact.ChatTemplate)]
[Requires(Fact.Vision)]
public abstract class JudgedSamplingAttribute<TPolicies, TOutput> : SamplingStageAttribute, IStageSignature<TPolicies, PromptSet, TOutput>
    where TOutput : Artifact
{
    private protected JudgedSamplingAttribute()
    {
    }

    /// <summary>How many problems to use, in order; 0 for all. Default: 0.</summary>
    [Range(0, 100_000_000)]
    [WithinProblems]
    [DefaultValue(0)]
    public int MaxProblems { get; set; }

    /// <summary>Responses sampled for each prompt. Default: 8, as in the paper's shortest rejection sampling (2.4).</summary>
    [Range(1, 10_000)]
    [MattersWhen(nameof(TopK), Comparison.DifferentFrom, 1)]
    [MattersWith(typeof(EnvironmentAttribute))]
    [DefaultValue(8)]
    public virtual int SamplesPerPrompt { get; set; } = 8;

    /// <summary>The share of verdicts that may be faults or time-outs; if there are more, the run stops. Default: 0.05.</summary>
    [Range(0.0, 1.0)]
    [Operational(Observable.Ending)]
    [DefaultValue(0.05)]
    public double MaxFaultRate { get; set; } = 0.05;

    /// <summary>How many prompts are made from each problem.</summary>
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

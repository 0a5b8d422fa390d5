using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>Measures one or more policies on a set of problems: sampled at a temperature and greedily, with 95% intervals.</summary>
[Requires(Fact.Vision)]
[Requires(Fact.ResponseLength)]
[Requires(Fact.UnseenProblems)]
[UsesMemory(MemoryUse.Weights, Responses = [nameof(SamplesPerPrompt)], ForEachProblem = true)]
[StageComponents(ComponentKinds.Reward | ComponentKinds.Environment, Requires = ComponentKinds.Reward)]
[Ignores(typeof(RewardAttribute), nameof(RewardAttribute.Weight), Because = "counts correct responses and sums no rewards")]
[Requires(Fact.ChatTemplate)]
public sealed class EvaluateAttribute : SamplingStageAttribute, IStageSignature<IReadOnlyList<Policy>, PromptSet, Evaluation>
{
    /// <summary>Responses sampled for each problem. Default: 1.</summary>
    [Range(1, 10_000)]
    [MattersWhen(nameof(TopK), Comparison.DifferentFrom, 1)]
    [MattersWith(typeof(EnvironmentAttribute))]
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

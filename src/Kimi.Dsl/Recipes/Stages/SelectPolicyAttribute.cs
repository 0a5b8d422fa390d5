using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Takes, from several policies, the one with the best balance of performance and tokens: the starting point of long2short reinforcement learning (paper 2.4,
/// which gives no formula). Our formula: the highest accuracy − <see cref="TokenPrice"/> · mean tokens / mean tokens of the most long-winded policy.
/// </summary>
[Requires(Fact.Trained)]
[TakesAtLeast(typeof(Policy), 2, Because = "there is nothing to select")]
public sealed class SelectPolicyAttribute : JudgedSamplingAttribute<IReadOnlyList<Policy>, Policy>
{
    /// <summary>Responses sampled for each prompt. Default: 1.</summary>
    [DefaultValue(1)]
    public override int SamplesPerPrompt { get; set; } = 1;

    /// <summary>How much accuracy the tokens of the most long-winded policy are worth. Default: 0.1.</summary>
    [Range(0.0, 10.0)]
    [DefaultValue(0.1)]
    public double TokenPrice { get; set; } = 0.1;

    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs) => base.Estimate(inputs) with { Items = 0 };
}

using System.ComponentModel;

namespace Kimi.Dsl;

/// <summary>How weights are put together.</summary>
public enum Interpolation
{
    /// <summary>Their weighted average.</summary>
    Linear,

    /// <summary>
    /// Each tensor goes along the arc from the first policy's to the second's, which preserves its length: for two policies only (Shoemake 1985).
    /// </summary>
    Spherical,
}

/// <summary>Averages the weights of policies of one architecture, without training (long2short by model merging, paper 2.4).</summary>
[Requires(Fact.Architecture)]
[Requires(Fact.Tokenizer)]
[Requires(Fact.Trained)]
[Establishes(Fact.Adapter, Value = false)]
[UsesMemory(MemoryUse.TwoWeights)]
[TakesAtLeast(typeof(Policy), 2, Because = "what it makes is the policy that it takes")]
public sealed class MergeWeightsAttribute : StageAttribute<IReadOnlyList<Policy>, Policy>
{
    /// <summary>Each policy's share, in the order of the parameters, summing to 1. Empty: equal shares, the paper's 0.5 / 0.5. Default: empty.</summary>
    [Shares(typeof(Policy))]
    public double[] Weights { get; set; } = [];

    /// <summary>How weights are put together; the paper averages. Default: <see cref="Interpolation.Linear"/>.</summary>
    [TakesExactly(typeof(Policy), 2, Dsl.Interpolation.Spherical)]
    [DefaultValue(Interpolation.Linear)]
    public Interpolation Interpolation { get; set; }
}

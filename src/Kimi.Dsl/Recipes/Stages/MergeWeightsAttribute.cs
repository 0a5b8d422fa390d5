namespace Kimi.Dsl;

/// <summary>Averages the weights of policies of one architecture, without training (long2short by model merging, paper 2.4).</summary>
[Requires(Fact.Architecture)]
[Requires(Fact.Tokenizer)]
[UsesMemory(MemoryUse.TwoWeights)]
public sealed class MergeWeightsAttribute : StageAttribute<IReadOnlyList<Policy>, Policy>
{
    /// <summary>Each policy's share, in the order of the parameters, summing to 1. Empty: equal shares, the paper's 0.5 / 0.5. Default: empty.</summary>
    [Shares]
    public double[] Weights { get; set; } = [];

    /// <inheritdoc/>
    public override StageEstimate Estimate(IReadOnlyList<StageEstimate> inputs)
    {
        var policy = StageEstimate.Of(inputs);

        // The average so far, and one policy at a time.
        return policy with { Bytes = 2 * policy.ReadingBytes };
    }
}

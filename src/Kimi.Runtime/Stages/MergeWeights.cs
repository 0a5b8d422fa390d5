using Kimi.Dsl;
using Kimi.Runtime.Models;
using static TorchSharp.torch;

namespace Kimi.Runtime.Stages;

/// <summary>Long2short by model merging (paper 2.4): w = Σ αᵢ wᵢ over policies of one architecture; α is 0.5, 0.5 in the paper.</summary>
/// <param name="policies">Loads the policies.</param>
[ImplementationVersion(1)]
internal sealed class MergeWeights(PolicyLoader policies) : IStage<MergeWeightsAttribute, IReadOnlyList<Policy>, Policy>
{
    public Task<Policy> RunAsync(MergeWeightsAttribute options, IReadOnlyList<Policy> inputs, StageContext context, CancellationToken cancellationToken)
    {
        var shares = Shares(options, inputs, context.StageName);
        using var merged = policies.Load(inputs[0]);
        using var noGradient = no_grad();
        merged.Model.Parameters.Weights.mul_((float)shares[0]);
        for (var i = 1; i < inputs.Count; i++)
        {
            using var other = policies.Load(inputs[i]);
            if (other.Model.Config != merged.Model.Config)
            {
                throw new KimiException(
                    $"stage {context.StageName} merges {inputs[0].Origin} and {inputs[i].Origin}, whose architectures differ: merge policies that descend from one initialization");
            }

            merged.Model.Parameters.Weights.add_(other.Model.Parameters.Weights, alpha: (float)shares[i]);
        }

        return Task.FromResult(merged.Save(context.OutputFolder));
    }

    private static double[] Shares(MergeWeightsAttribute options, IReadOnlyList<Policy> inputs, string stage)
    {
        if (options.Weights.Length == 0)
            return [.. inputs.Select(_ => 1.0 / inputs.Count)];
        if (options.Weights.Length != inputs.Count || Math.Abs(options.Weights.Sum() - 1) > 1e-6)
        {
            throw new KimiException(
                $"stage {stage} merges {inputs.Count} policies by {options.Weights.Length} Weights that sum to {options.Weights.Sum():0.######}: give one for each policy, summing to 1");
        }

        return options.Weights;
    }
}

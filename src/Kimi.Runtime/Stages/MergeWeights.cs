using Kimi.Dsl;
using Kimi.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Kimi.Runtime.Stages;

/// <summary>
/// Long2short by model merging (paper 2.4): w = Σ αᵢ wᵢ over policies of one architecture; α is 0.5, 0.5 in the paper. Spherical, an option of ours:
/// w = [sin(α₁θ) w₁ + sin(α₂θ) w₂] / sin θ for each tensor, θ the angle between w₁ and w₂; the average if the angle is too small to measure.
/// </summary>
/// <param name="policies">Loads the policies.</param>
[ImplementationVersion(1)]
internal sealed class MergeWeights(PolicyLoader policies) : IStage<MergeWeightsAttribute, IReadOnlyList<Policy>, Policy>
{
    private const double SmallestAngle = 1e-4;

    public Task<Policy> RunAsync(MergeWeightsAttribute options, IReadOnlyList<Policy> inputs, StageContext context, CancellationToken cancellationToken)
    {
        var shares = Shares(options, inputs, context.StageName);
        using var merged = policies.Load(inputs[0]);
        using var noGradient = no_grad();
        if (options.Interpolation == Interpolation.Linear)
            merged.Model.Parameters.Weights.mul_((float)shares[0]);
        for (var i = 1; i < inputs.Count; i++)
        {
            using var other = policies.Load(inputs[i]);
            if (other.Model.Config.Computed != merged.Model.Config.Computed)
            {
                throw new KimiException(
                    $"stage {context.StageName} merges {inputs[0].Origin} and {inputs[i].Origin}, whose architectures differ: "
                    + "merge policies that descend from one initialization");
            }

            if (options.Interpolation == Interpolation.Linear)
                merged.Model.Parameters.Weights.add_(other.Model.Parameters.Weights, alpha: (float)shares[i]);
            else
                MoveAlongArc(merged.Model, other.Model, shares[0], shares[1]);
        }

        return Task.FromResult(merged.Save(context.OutputFolder));
    }

    private static void MoveAlongArc(Transformer first, Transformer second, double firstShare, double secondShare)
    {
        foreach (var (name, weight) in first.NamedParameters)
        {
            using var scope = NewDisposeScope();
            var other = second.NamedParameters[name];
            var cosine = (weight * other).sum().ToSingle() / ((double)weight.norm().ToSingle() * other.norm().ToSingle());
            var angle = Math.Acos(Math.Clamp(cosine, -1, 1));

            // A tensor of zeros has no direction (NaN), and opposite tensors have no unique arc.
            var hasArc = angle > SmallestAngle && angle < Math.PI - SmallestAngle;
            var (factor, otherFactor) = hasArc
                ? (Math.Sin(firstShare * angle) / Math.Sin(angle), Math.Sin(secondShare * angle) / Math.Sin(angle))
                : (firstShare, secondShare);
            weight.mul_((float)factor).add_(other, alpha: (float)otherFactor);
        }
    }

    private static double[] Shares(MergeWeightsAttribute options, IReadOnlyList<Policy> inputs, string stage)
    {
        if (options.Interpolation == Interpolation.Spherical && inputs.Count != 2)
            throw new KimiException(
                $"stage {stage} merges {inputs.Count} policies by spherical interpolation, which takes two: merge two at a time, or use Interpolation.Linear");
        if (options.Weights.Length == 0)
            return [.. inputs.Select(_ => 1.0 / inputs.Count)];
        if (options.Weights.Length != inputs.Count || Math.Abs(options.Weights.Sum() - 1) > 1e-6)
        {
            throw new KimiException(
                $"stage {stage} merges {inputs.Count} policies by {options.Weights.Length} Weights that sum to {options.Weights.Sum():0.######}: "
                + "give one for each policy, summing to 1");
        }

        return options.Weights;
    }
}

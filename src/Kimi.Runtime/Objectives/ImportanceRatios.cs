using Kimi.Dsl;
using static TorchSharp.torch;

namespace Kimi.Runtime.Objectives;

/// <summary>Importance ratios of a response, and what weighting by them does to a loss.</summary>
internal static class ImportanceRatios
{
    /// <summary>The weights of a response's tokens: of each its own ratio within limits, or of all that of the response.</summary>
    /// <param name="logratios">The log-ratios of its tokens.</param>
    /// <param name="level">Whose ratio it is.</param>
    /// <param name="limit">The weight that a ratio gives.</param>
    public static ImportanceWeights Weigh(IReadOnlyList<double> logratios, ImportanceLevel level, Func<double, double> limit)
    {
        var whole = Math.Exp(logratios.Sum());
        double[] ratios = [.. logratios.Select(logratio => level == ImportanceLevel.Token ? Math.Exp(logratio) : whole)];
        double[] weights = [.. ratios.Select(limit)];
        return new(weights, ratios.Zip(weights).Count(pair => pair.First != pair.Second));
    }

    /// <summary>
    /// The same values, with a gradient that is multiplied by weights: sg(x) + w (x − sg(x)). For a loss of any form, ∂L/∂θ = Σ_t ∂L/∂x_t ∇x_t becomes Σ_t w_t
    /// ∂L/∂x_t ∇x_t. Where a loss is a sum over tokens, as DAPO's is, that is the gradient of Σ_t w_t L_t; where it is a sum over responses and all of a
    /// response's tokens have the same weight, that of Σ_j w_j L_j. Under weights of 1 it is the same bit for bit.
    /// </summary>
    /// <param name="logprobs_BT">x, in the training graph.</param>
    /// <param name="weights_BT">w.</param>
    public static Tensor WeighGradient(Tensor logprobs_BT, Tensor weights_BT)
    {
        var constant_BT = logprobs_BT.detach();
        return constant_BT + weights_BT * (logprobs_BT - constant_BT);
    }
}

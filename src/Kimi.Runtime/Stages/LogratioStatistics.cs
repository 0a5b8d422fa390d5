using Kimi.Runtime.Objectives;
using static TorchSharp.torch;

namespace Kimi.Runtime.Stages;

/// <summary>Collects the log-ratios Δ = log π_θ − log π_i of a step's batches.</summary>
/// <param name="objective">The objective, which may clip.</param>
internal sealed class LogratioStatistics(IPolicyObjective objective)
{
    private double _tokens;
    private double _sum;
    private double _squares;
    private double _divergence;
    private double _clipped;
    private double _largest;
    private double _onPolicyTokens;
    private double _onPolicySum;
    private double _onPolicyLargest;

    /// <summary>Adds a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="recorded_BT">log π_i as the rollout engine recorded it: the batch's own, unless a correction replaced it.</param>
    /// <param name="onPolicy_BT">1 at tokens that are trained on and were sampled by the iteration's own policy, else 0.</param>
    public void Add(ObjectiveBatch batch, Tensor recorded_BT, Tensor onPolicy_BT)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var logratios_BT = batch.Logprobs_BT.detach() - batch.BehaviourLogprobs_BT;
        var onPolicySizes_BT = (batch.Logprobs_BT.detach() - recorded_BT).abs() * onPolicy_BT;
        // One transfer from the device, not nine.
        var values = stack(
        [
            batch.Mask_BT.sum(),
            logratios_BT.sum(),
            logratios_BT.square().sum(),
            ((logratios_BT.exp() - 1 - logratios_BT) * batch.Mask_BT).sum(),
            objective is IClippingObjective clipping ? clipping.Clipped(batch).sum() : tensor(0f, device: batch.Mask_BT.device),
            logratios_BT.abs().max(),
            onPolicy_BT.sum(),
            onPolicySizes_BT.sum(),
            onPolicySizes_BT.max(),
        ]).cpu().data<float>().ToArray();
        _tokens += values[0];
        _sum += values[1];
        _squares += values[2];
        _divergence += values[3];
        _clipped += values[4];
        _largest = Math.Max(_largest, values[5]);
        _onPolicyTokens += values[6];
        _onPolicySum += values[7];
        _onPolicyLargest = Math.Max(_onPolicyLargest, values[8]);
    }

    /// <summary>The statistics of the step.</summary>
    public StepStatistics Of(double loss, double gradientNorm)
    {
        var mean = _sum / _tokens;
        return new()
        {
            Loss = loss,
            GradientNorm = gradientNorm,
            Kl = _divergence / _tokens,
            LogratioMean = mean,
            LogratioDeviation = Math.Sqrt(Math.Max(0, (_squares / _tokens) - (mean * mean))),
            LargestLogratio = _largest,
            ClippedFraction = objective is IClippingObjective ? _clipped / _tokens : null,
            Mismatch = _onPolicyTokens == 0 ? null : new(_onPolicySum / _onPolicyTokens, _onPolicyLargest),
        };
    }
}

using Kimi.Dsl;
using Kimi.Runtime.Objectives;
using static TorchSharp.torch;

namespace Kimi.Runtime.Stages;

/// <summary>What one optimizer step saw, before it moved the weights.</summary>
/// <param name="Loss">The objective's loss.</param>
/// <param name="GradientNorm">Before clipping.</param>
/// <param name="Kl">KL(π_i ‖ π_θ) a token, estimated as the mean of ρ − 1 − log ρ with ρ = π_θ / π_i; nats.</param>
/// <param name="LogratioMean">The mean of log π_θ − log π_i a token.</param>
/// <param name="LogratioDeviation">Its standard deviation.</param>
/// <param name="LargestLogratio">The largest |log π_θ − log π_i| of a token.</param>
/// <param name="OnPolicyMismatch">
/// The mean of |log π_θ − log π_i| over the tokens that the iteration's own policy sampled; NaN without any. In an iteration's first step the weights
/// are those that sampled, so it tells how far trainer and rollout engine disagree.
/// </param>
internal sealed record StepStatistics(
    double Loss, double GradientNorm, double Kl, double LogratioMean, double LogratioDeviation, double LargestLogratio, double OnPolicyMismatch)
{
    /// <summary>Stops a run whose trainer and rollout engine do not compute the same policy: its rewards would train another one.</summary>
    /// <exception cref="KimiException">They disagree by more than the limit.</exception>
    public void ThrowIfMismatched(ReinforceAttribute options, string stage, int iteration)
    {
        if (OnPolicyMismatch > options.MaxLogprobMismatch)
        {
            throw new KimiException(
                $"stage {stage}, iteration {iteration}: trainer and rollout engine disagree by {OnPolicyMismatch:G3} nats a token on the policy that both hold, above MaxLogprobMismatch {options.MaxLogprobMismatch}: "
                + "make both compute alike (number format, temperature, tokenizer), or raise the limit");
        }
    }
}

/// <summary>Gathers the log-ratios of a step's batches.</summary>
internal sealed class LogratioStatistics
{
    private readonly double[] _sums = new double[6];
    private double _largest;

    /// <summary>Takes up a batch.</summary>
    public void Add(ObjectiveBatch batch, Tensor onPolicy_BT)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var logratios_BT = batch.Logprobs_BT.detach() - batch.BehaviourLogprobs_BT;
        var divergence_BT = (logratios_BT.exp() - 1 - logratios_BT) * batch.Mask_BT;
        var sums = stack(
        [
            batch.Mask_BT.sum(), logratios_BT.sum(), logratios_BT.square().sum(), divergence_BT.sum(), onPolicy_BT.sum(), (logratios_BT.abs() * onPolicy_BT).sum(), logratios_BT.abs().max(),
        ]).cpu().data<float>().ToArray();
        for (var i = 0; i < _sums.Length; i++)
            _sums[i] += sums[i];
        _largest = Math.Max(_largest, sums[^1]);
    }

    /// <summary>The statistics of the step.</summary>
    public StepStatistics Of(double loss, double gradientNorm)
    {
        var (tokens, mean) = (_sums[0], _sums[1] / _sums[0]);
        return new(
            loss, gradientNorm, _sums[3] / tokens, mean, Math.Sqrt(Math.Max(0, (_sums[2] / tokens) - (mean * mean))), _largest, _sums[5] / _sums[4]);
    }
}

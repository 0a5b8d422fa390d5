using Kimi.Dsl;
using static TorchSharp.torch;

namespace Kimi.Runtime.Objectives;

/// <summary>
/// Online policy mirror descent (paper 2.3.2, equation 3), to ascend for each problem with k responses from π_i:
/// (1/k) Σ_j [ ∇log π_θ(y_j) (r_j − r̄) − (τ/2) ∇( log π_θ(y_j)/π_i(y_j) )² ].
/// </summary>
/// <remarks>
/// <para>
/// Log-probabilities are of the whole sequence, sums over its tokens: no length normalisation, no division by the rewards' deviation, no
/// clipping, no importance ratio. r̄ is the group's mean, the limit of τ log mean exp(r/τ) for large τ, as the paper does in practice. Options
/// replace the baseline, put the second term on tokens, or take means over tokens for sums.
/// </para>
/// <para>
/// Divided by the step's tokens where the paper divides by its responses: a constant factor cancels in Adam, and the clipping threshold stays
/// independent of length. With means for sums it is divided by the step's responses. A group whose rewards are all equal is left out: its first
/// term is 0, and at the reference its second term is too.
/// </para>
/// <para>
/// Other systems' readings are options. ROLL, and Tinker's <c>dro</c>, take the second term a token: Level = Token. OpenKimi divides a response's whole term by
/// its length, (1/|y_j|) [ A_j log π_θ(y_j) − (τ/2) (log π_θ/π_i)² ], and leaves a response out of its baseline: Level = SequenceByLength with
/// LengthNormalized, and Baseline = LeaveOneOut or LeaveOneOutSoft. It bounds the mean of exp(r/τ) from below; here it is exact. prime-rl's is
/// <see cref="RatioMirrorDescent"/>.
/// </para>
/// </remarks>
/// <param name="options">τ and the variant.</param>
[ImplementationVersion(2)]
public sealed class MirrorDescent(MirrorDescentAttribute options) : IPolicyObjective, IMirrorDescent
{
    /// <inheritdoc/>
    public double?[] Advantages(RolloutGroup group, IReadOnlyList<double> rewards) => Baselines.OrNone(rewards, options.Baseline switch
    {
        Baseline.Soft => all => Baselines.LessSoft(all, options.Tau),
        Baseline.LeaveOneOut => Baselines.LessOthers,
        Baseline.LeaveOneOutSoft => all => Baselines.LessSoftOthers(all, options.Tau),
        _ => Baselines.LessMean,
    });

    /// <inheritdoc/>
    public Tensor Loss(ObjectiveBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var scale_B = options.LengthNormalized ? batch.Tokens_B.reciprocal() : ones_like(batch.Advantages_B);
        var logratios_BT = batch.Logprobs_BT - batch.BehaviourLogprobs_BT;
        var pull_B = options.Level switch
        {
            LogratioLevel.Token => logratios_BT.square().sum(1) * scale_B,
            LogratioLevel.SequenceByLength => logratios_BT.sum(1).square() / batch.Tokens_B,
            _ => (logratios_BT.sum(1) * scale_B).square(),
        };
        var gain = (batch.Advantages_B * batch.Logprobs_BT.sum(1) * scale_B - options.Tau / 2 * pull_B).sum();
        return gain.neg() / (options.LengthNormalized ? batch.Step.Responses : batch.Step.Tokens);
    }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>Online policy mirror descent, Kimi k1.5's objective (paper 2.3.2, equation 3): sequence level, mean baseline, no value network.</summary>
[Futile(nameof(Tau), Comparison.Above, 10, Because = "the pull towards the policy that sampled outweighs all that rewards from 0 to 1 can teach")]
public sealed class MirrorDescentAttribute : ObjectiveAttribute<IMirrorDescent>
{
    /// <summary>
    /// τ, the strength of the pull towards the policy that sampled the responses; at 0 it is a <c>[PolicyGradient]</c>. The paper gives no value. Default: 0.1.
    /// </summary>
    [Range(1e-6, 100.0)]
    [MattersWhen(nameof(ReinforceAttribute.StepsPerIteration), Comparison.Above, 1)]
    [MattersWith(typeof(PartialRolloutsAttribute))]
    [MattersWhen(nameof(Baseline), Comparison.EqualTo, Dsl.Baseline.Soft)]
    [MattersWhen(nameof(Baseline), Comparison.EqualTo, Dsl.Baseline.LeaveOneOutSoft)]
    [DefaultValue(0.1)]
    public double Tau { get; set; } = 0.1;

    /// <summary>What a response's reward is compared with; the paper derives the soft one and uses the mean. Default: Mean.</summary>
    [DefaultValue(Baseline.Mean)]
    public Baseline Baseline { get; set; } = Baseline.Mean;

    /// <summary>
    /// What the pull applies to: the log-ratio of the whole response, as in the paper, that by its length, or that of each token. Default: Sequence.
    /// </summary>
    [MattersWhen(nameof(ReinforceAttribute.StepsPerIteration), Comparison.Above, 1)]
    [MattersWith(typeof(PartialRolloutsAttribute))]
    [DefaultValue(LogratioLevel.Sequence)]
    public LogratioLevel Level { get; set; } = LogratioLevel.Sequence;

    /// <summary>
    /// Whether a response's log-probability is the mean over its tokens instead of the paper's sum, so that long responses count no more than short ones.
    /// Default: false.
    /// </summary>
    [DefaultValue(false)]
    public bool LengthNormalized { get; set; }
}

/// <summary>What a response's reward is compared with, within its group of k.</summary>
public enum Baseline
{
    /// <summary>The group's mean reward.</summary>
    Mean,

    /// <summary>τ log mean exp(r / τ), between the mean (τ → ∞) and the largest reward (τ → 0).</summary>
    Soft,

    /// <summary>The mean reward of the group's other responses.</summary>
    LeaveOneOut,

    /// <summary>τ log mean exp(r / τ) of the group's other responses.</summary>
    LeaveOneOutSoft,
}

/// <summary>What a penalty on log-ratios applies to.</summary>
public enum LogratioLevel
{
    /// <summary>The log-ratio of the whole response: (Σ_t Δ_t)².</summary>
    Sequence,

    /// <summary>The log-ratio of each token: Σ_t Δ_t².</summary>
    Token,

    /// <summary>The log-ratio of the whole response, its square divided by the number of tokens: (Σ_t Δ_t)² / |y|.</summary>
    SequenceByLength,
}

/// <summary>What executes <see cref="MirrorDescentAttribute"/>; replaceable through dependency injection.</summary>
public interface IMirrorDescent : IObjective;

using System.ComponentModel;

namespace Kimi.Dsl;

/// <summary>REINFORCE with a baseline (Williams 1992): the plain policy gradient, without any pull towards the policy that sampled the responses.</summary>
[Futile(nameof(ReinforceAttribute.StepsPerIteration), Comparison.Above, 15,
    Because = "the last of the steps take the gradient of a policy that is many steps older, for which [PolicyGradient] has no ratio to correct")]
public sealed class PolicyGradientAttribute : ObjectiveAttribute<IPolicyGradient>
{
    /// <summary>Whether the baseline leaves the response itself out (RLOO: Ahmadian et al. 2024) instead of being the group's mean. Default: false.</summary>
    [DefaultValue(false)]
    public bool LeaveOneOut { get; set; }
}

/// <summary>What executes <see cref="PolicyGradientAttribute"/>; replaceable through dependency injection.</summary>
public interface IPolicyGradient : IObjective;

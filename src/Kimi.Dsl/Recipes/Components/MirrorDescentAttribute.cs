using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>Online policy mirror descent, Kimi k1.5's objective (paper 2.3.2, equation 3): sequence level, mean baseline, no value network.</summary>
public sealed class MirrorDescentAttribute : ObjectiveAttribute<IMirrorDescent>
{
    /// <summary>τ, the strength of the pull towards the policy that sampled the responses. The paper gives no value. Default: 0.1.</summary>
    [Range(0.0, 100.0)]
    [DefaultValue(0.1)]
    public double Tau { get; set; } = 0.1;
}

/// <summary>What executes <see cref="MirrorDescentAttribute"/>; replaceable through dependency injection.</summary>
public interface IMirrorDescent : IObjective;

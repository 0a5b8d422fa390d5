using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>Prioritized sampling (paper 2.3.4): a problem is drawn in proportion to 1 − s, where s is its success rate so far.</summary>
[Futile(nameof(Floor), Comparison.EqualTo, 1, Because = "all problems are equally likely")]
[Futile(nameof(InitialSuccess), Comparison.EqualTo, 1, With = nameof(Floor), WithComparison = Comparison.EqualTo, WithValue = 0,
    Unless = typeof(CurriculumSamplerAttribute),
    Because = "problems that were not tried yet are not drawn while any that was has failed")]
public sealed class PrioritizedSamplerAttribute : SamplerAttribute<IPrioritizedSampler>
{
    /// <summary>The success rate with which a problem starts. Default: 0.5.</summary>
    [Range(0.0, 1.0)]
    [Contradicts(typeof(CurriculumSamplerAttribute), At = 1, Unless = nameof(Floor),
        Because = "problems not tried yet have no weight, so the curriculum's new levels are never drawn")]
    [DefaultValue(0.5)]
    public double InitialSuccess { get; set; } = 0.5;

    /// <summary>
    /// How many attempts the initial success counts as, so that a few lucky or unlucky responses do not dominate: s is (successes + initial · this) / (attempts
    /// + this). The paper has none. Default: 0.
    /// </summary>
    [Range(0.0, 1e6)]
    [DefaultValue(0.0)]
    public double Smoothing { get; set; }

    /// <summary>The lowest weight of any problem, so that solved ones come back. The paper has none. Default: 0.</summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.0)]
    public double Floor { get; set; }
}

/// <summary>What executes <see cref="PrioritizedSamplerAttribute"/>; replaceable through dependency injection.</summary>
public interface IPrioritizedSampler : ISampler;

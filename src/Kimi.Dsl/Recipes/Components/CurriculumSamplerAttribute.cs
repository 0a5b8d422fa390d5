using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// Curriculum sampling (paper 2.3.4): from easy to hard by the problems' level. A window of <see cref="Width"/> levels rises linearly
/// until, at <see cref="UntilIteration"/>, its top is the hardest level there is.
/// </summary>
/// <remarks>
/// The paper's ablation switches from all problems to hard ones only; on small models a rising window learns faster, since problems so hard that the policy can
/// only guess give no signal. The window's top starts at the easiest level.
/// </remarks>
[Requires(Fact.Levels)]
public sealed class CurriculumSamplerAttribute : SamplerAttribute<ICurriculumSampler>
{
    /// <summary>From how many levels problems are drawn at a time. Default: 4.</summary>
    [Range(1, 1000)]
    [DefaultValue(4)]
    public int Width { get; set; } = 4;

    /// <summary>The level at the window's top in the first iteration; lower than the easiest means the easiest. Default: 0.</summary>
    [Range(0, 1_000_000)]
    [DefaultValue(0)]
    public int StartLevel { get; set; }

    /// <summary>The iteration (0-based) from which the window's top is the hardest level. Default: 24, as in the paper's figure 9.</summary>
    [Range(1, 1_000_000)]
    [Below(nameof(ReinforceAttribute.Iterations), Because = "the window never reaches the hardest level")]
    [DefaultValue(24)]
    public int UntilIteration { get; set; } = 24;
}

/// <summary>What executes <see cref="CurriculumSamplerAttribute"/>; replaceable through dependency injection.</summary>
public interface ICurriculumSampler : ISampler;

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// A curriculum in stages (paper 2.3.4): pass rates are divided into as many bands, and each stage of the run draws from one, the easiest first. A problem's
/// pass rate is the measured one, or else that of the run so far; a problem not tried yet belongs to every stage.
/// </summary>
[Contradicts(typeof(CurriculumSamplerAttribute), Because = "two curricula may leave nothing to draw")]
[ProductAtMost([nameof(Stages)], [nameof(LastFromIteration)], AddedToLast = 1, Because = "the run skips some of the stages")]
public sealed class StagedSamplerAttribute : SamplerAttribute<IStagedSampler>
{
    /// <summary>The number of stages and bands. With 4, the first band is pass rates above 3/4 and the last those up to 1/4. Default: 3.</summary>
    [Range(2, 100)]
    [DefaultValue(3)]
    public int Stages { get; set; } = 3;

    /// <summary>The iteration (0-based) at which the last stage begins; it holds until the end. Default: 24.</summary>
    [Range(1, 1_000_000)]
    [Below(nameof(ReinforceAttribute.Iterations), Because = "the run never comes to the hardest problems")]
    [DefaultValue(24)]
    public int LastFromIteration { get; set; } = 24;
}

/// <summary>What executes <see cref="StagedSamplerAttribute"/>; replaceable through dependency injection.</summary>
public interface IStagedSampler : ISampler;

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Kimi.Dsl;

/// <summary>
/// The curriculum of the paper's ablation (3.5, figure 9): a warm-up on all problems, then hard ones only. How hard a problem is follows from its pass rate:
/// the measured one, or else that of the run so far.
/// </summary>
[Contradicts(typeof(CurriculumSamplerAttribute),
    Because = "a window that begins with the easy levels and a switch to the hard problems may leave nothing to draw")]
[Contradicts(typeof(StagedSamplerAttribute), Because = "two curricula by pass rate may leave nothing to draw")]
[Futile(nameof(MaxPassRate), Comparison.EqualTo, 1, Because = "every problem counts as hard")]
[Futile(nameof(MaxPassRate), Comparison.EqualTo, 0, Because = "only problems that were never solved are drawn, from whose groups nothing is learned")]
public sealed class HardProblemsSamplerAttribute : SamplerAttribute<IHardProblemsSampler>
{
    /// <summary>The iteration (0-based) from which only hard problems are drawn. Default: 24, as in the paper's figure 9.</summary>
    [Range(1, 1_000_000)]
    [Below(nameof(ReinforceAttribute.Iterations), Because = "the run never comes to the hard problems")]
    [DefaultValue(24)]
    public int FromIteration { get; set; } = 24;

    /// <summary>The pass rate up to which a problem is hard; one not tried yet counts as hard. The paper gives no threshold. Default: 0.5.</summary>
    [Range(0.0, 1.0)]
    [DefaultValue(0.5)]
    public double MaxPassRate { get; set; } = 0.5;
}

/// <summary>What executes <see cref="HardProblemsSamplerAttribute"/>; replaceable through dependency injection.</summary>
public interface IHardProblemsSampler : ISampler;

using Kimi.Dsl;

namespace Kimi.Runtime.Samplers;

/// <summary>The paper's curriculum ablation (3.5): weight 1 for every problem before the switch, afterwards for those whose pass rate is at most the
/// threshold.</summary>
/// <remarks>The paper does not say how it identifies hard problems; we use the measured pass rate, or else the run's own. Untried problems count as
/// hard.</remarks>
/// <param name="options">Switch and threshold.</param>
[ImplementationVersion(1)]
public sealed class HardProblemsSampler(HardProblemsSamplerAttribute options) : IHardProblemsSampler
{
    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress) =>
        progress.Iteration < options.FromIteration || (PassRates.Of(problem, history) ?? 0) <= options.MaxPassRate ? 1 : 0;
}

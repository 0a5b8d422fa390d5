using Kimi.Dsl;

namespace Kimi.Runtime.Samplers;

/// <summary>Prioritized sampling (paper 2.3.4): P(i) ∝ 1 − s(i).</summary>
/// <remarks>
/// s is the share of a problem's responses so far that were correct, smoothed as (successes + s₀·m) / (attempts + m). The paper leaves open an untried
/// problem (ours: s₀), smoothing (ours: m attempts of s₀) and a set where all are solved, 0/0 (ours: uniform, as whenever all weights are 0).
/// </remarks>
/// <param name="options">s₀, m and the floor.</param>
[ImplementationVersion(2)]
public sealed class PrioritizedSampler(PrioritizedSamplerAttribute options) : IPrioritizedSampler
{
    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress)
    {
        var attempts = history.Attempts + options.Smoothing;
        var success = attempts == 0 ? options.InitialSuccess : (history.Successes + (options.InitialSuccess * options.Smoothing)) / attempts;
        return Math.Max(options.Floor, 1 - success);
    }
}

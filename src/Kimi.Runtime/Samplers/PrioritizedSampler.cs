using Kimi.Dsl;

namespace Kimi.Runtime.Samplers;

/// <summary>Prioritized sampling (paper 2.3.4): P(i) ∝ 1 − s(i).</summary>
/// <remarks>
/// s is the share of a problem's responses so far that were correct. The paper leaves open an untried problem (ours: an option) and a set
/// where all are solved, 0/0 (ours: uniform, as whenever all weights are 0).
/// </remarks>
/// <param name="options">The success rate to start from, and the floor.</param>
[ImplementationVersion(1)]
public sealed class PrioritizedSampler(PrioritizedSamplerAttribute options) : IPrioritizedSampler
{
    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress)
    {
        var success = history.Attempts == 0 ? options.InitialSuccess : (double)history.Successes / history.Attempts;
        return Math.Max(options.Floor, 1 - success);
    }
}

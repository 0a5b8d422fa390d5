using Kimi.Dsl;

namespace Kimi.Runtime.Samplers;

/// <summary>
/// A staged curriculum (paper 2.3.4): with n stages, stage s = min(n − 1, ⌊(n − 1)·i / last⌋) of iteration i draws the problems of band
/// min(n − 1, ⌊(1 − pass rate)·n⌋) = s. The paper mentions progressing from easy to hard but gives no stages.
/// </summary>
/// <param name="options">How many stages, and when the last begins.</param>
[ImplementationVersion(1)]
public sealed class StagedSampler(StagedSamplerAttribute options) : IStagedSampler
{
    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress)
    {
        var last = options.Stages - 1;
        var stage = (int)Math.Min(last, (long)last * progress.Iteration / options.LastFromIteration);
        return PassRates.Of(problem, history) is not { } passRate || Math.Min(last, (int)((1 - passRate) * options.Stages)) == stage ? 1 : 0;
    }
}

using Kimi.Dsl;

namespace Kimi.Runtime.Samplers;

/// <summary>Curriculum sampling (paper 2.3.4), by a window of levels that rises linearly from the easiest to the hardest.</summary>
/// <remarks>
/// top(i) = start + (hardest − start) · min(1, i / until), rounded down; weight 1 for levels in (top − width, top], else 0.
/// The paper switches once, from all problems to the hard ones; where hard problems are solved no better than by guessing, that gives no signal.
/// </remarks>
/// <param name="options">Width, start and end of the rise.</param>
[ImplementationVersion(1)]
public sealed class CurriculumSampler(CurriculumSamplerAttribute options) : ICurriculumSampler
{
    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress)
    {
        var start = Math.Clamp(options.StartLevel, levels.Easiest, levels.Hardest);
        var risen = Math.Min(1.0, (double)progress.Iteration / options.UntilIteration);
        var top = start + (int)Math.Floor((levels.Hardest - start) * risen);
        return problem.Level <= top && problem.Level > top - options.Width ? 1 : 0;
    }
}

using Kimi.Dsl;
using Kimi.Runtime.Execution;

namespace Kimi.Runtime.Guards;

/// <summary>A sampler whose weights are checked.</summary>
/// <param name="sampler">The sampler.</param>
/// <param name="name">Its name in messages.</param>
/// <param name="calls">Calls it.</param>
internal sealed class GuardedSampler(ISampler sampler, string name, ComponentCalls calls) : ISampler
{
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress)
    {
        var weight = calls.Call(name, $"problem {problem.Id}", () => sampler.Weight(problem, history, levels, progress));
        return weight is >= 0 and < double.PositiveInfinity
            ? weight
            : throw new KimiException(
                $"{name} gave problem {problem.Id} an invalid weight, {weight}, in iteration {progress.Iteration}: return a finite number of 0 or more");
    }
}

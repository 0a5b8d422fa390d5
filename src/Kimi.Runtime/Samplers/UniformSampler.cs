using Kimi.Dsl;

namespace Kimi.Runtime.Samplers;

/// <summary>Every problem is equally likely.</summary>
[ImplementationVersion(1)]
public sealed class UniformSampler : IUniformSampler
{
    /// <inheritdoc/>
    public double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress) => 1;
}

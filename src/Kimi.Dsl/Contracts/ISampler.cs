namespace Kimi.Dsl;

/// <summary>What the run knows about a problem so far.</summary>
/// <param name="Attempts">How many responses were judged.</param>
/// <param name="Successes">How many of them were correct.</param>
public readonly record struct ProblemHistory(int Attempts, int Successes);

/// <summary>The levels that occur in a set of problems.</summary>
/// <param name="Easiest">The lowest.</param>
/// <param name="Hardest">The highest.</param>
public readonly record struct LevelRange(int Easiest, int Hardest);

/// <summary>
/// Decides which problems the next iteration draws, by a weight for each. It is a function of what it is given, so there is nothing
/// to checkpoint, and samplers compose by multiplication.
/// </summary>
public interface ISampler
{
    /// <summary>
    /// The weight of a problem in the draw: 0 for never while others have weight, and proportional to the probability otherwise. The run stops at a weight that
    /// is negative, infinite or not a number. Where the product of all samplers is 0 for all problems, they are equally likely.
    /// </summary>
    /// <param name="problem">The problem.</param>
    /// <param name="history">What the run knows about it.</param>
    /// <param name="levels">The levels in the whole set.</param>
    /// <param name="progress">How far the run has come.</param>
    double Weight(Problem problem, ProblemHistory history, LevelRange levels, TrainingProgress progress);
}

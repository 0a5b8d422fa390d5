namespace Kimi.Dsl;

/// <summary>How far a training stage has come.</summary>
/// <param name="Iteration">The iteration under way, 0-based.</param>
/// <param name="Iterations">How many there are.</param>
public readonly record struct TrainingProgress(int Iteration, int Iterations);

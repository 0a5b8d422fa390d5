namespace Kimi.Dsl;

/// <summary>The loop of a stage that can be stopped between two steps and continued.</summary>
public static class CheckpointedSteps
{
    /// <summary>
    /// The steps that remain, from the newest checkpoint on. Between two of them a checkpoint is written when one is due, and when the run is asked to stop.
    /// </summary>
    /// <param name="checkpoints">The stage's checkpoints.</param>
    /// <param name="steps">How many steps there are.</param>
    /// <param name="every">The number of steps between checkpoints.</param>
    /// <param name="keep">How many of the newest checkpoints to keep, at least 1.</param>
    /// <param name="state">Everything that holds the stage's state, except its components, as created for the stage's start.</param>
    /// <param name="cancellationToken">Ends the loop, after a checkpoint.</param>
    /// <returns>The steps, 0-based. What a step does must be a function of its number and the state.</returns>
    /// <exception cref="KimiException">A part of the state cannot restore what the checkpoint holds.</exception>
    /// <exception cref="OperationCanceledException">The run is asked to stop.</exception>
    public static IEnumerable<int> Steps(
        this ICheckpoints checkpoints, int steps, int every, int keep, IReadOnlyList<ICheckpointed> state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checkpoints);
        return Remaining();

        IEnumerable<int> Remaining()
        {
            var first = checkpoints.Resume(state);
            for (var step = first; step < steps; step++)
            {
                if (cancellationToken.IsCancellationRequested || (step % every == 0 && step > first))
                    checkpoints.Save(step, keep, state);
                cancellationToken.ThrowIfCancellationRequested();
                yield return step;
            }
        }
    }
}

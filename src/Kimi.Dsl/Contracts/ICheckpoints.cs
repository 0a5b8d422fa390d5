namespace Kimi.Dsl;

/// <summary>The checkpoints of one stage. A checkpoint is a folder that appears whole or not at all, even when the power fails.</summary>
public interface ICheckpoints
{
    /// <summary>Restores the newest checkpoint, if there is one.</summary>
    /// <param name="parts">Everything that holds the stage's state, except its components, as created for the stage's start.</param>
    /// <returns>The step to continue with: 0 when there is no checkpoint.</returns>
    /// <exception cref="KimiException">A part cannot restore what the checkpoint holds.</exception>
    int Resume(params IReadOnlyList<ICheckpointed> parts);

    /// <summary>Writes a checkpoint, and deletes those that are no longer needed.</summary>
    /// <param name="step">How many steps are done: the step to continue with.</param>
    /// <param name="keep">How many of the newest to keep, at least 1.</param>
    /// <param name="parts">The parts that <see cref="Resume"/> takes.</param>
    void Save(int step, int keep, params IReadOnlyList<ICheckpointed> parts);

    /// <summary>
    /// Keeps parts in the stage's folder <c>best</c>, replacing what is there, if they scored higher than all before. It is kept when the stage is done.
    /// </summary>
    /// <param name="step">The step at which they scored.</param>
    /// <param name="score">How well they did; more is better.</param>
    /// <param name="parts">What to keep, such as the policy: then the folder is one that any stage or command loads.</param>
    void KeepBest(int step, double score, params IReadOnlyList<ICheckpointed> parts);
}

namespace Kimi.Dsl;

/// <summary>The checkpoints of one stage. A checkpoint is a folder that appears whole or not at all, even when the power fails.</summary>
public interface ICheckpoints
{
    /// <summary>The newest checkpoint, or null when the stage starts from its beginning.</summary>
    Checkpoint? Latest { get; }

    /// <summary>Writes a checkpoint, and drops those it makes superfluous.</summary>
    /// <param name="step">How many steps are done: the step to go on with.</param>
    /// <param name="write">Writes all state into the given folder.</param>
    void Save(int step, Action<string> write);
}

/// <summary>A whole checkpoint on disk.</summary>
/// <param name="Step">How many steps are done: the step to go on with.</param>
/// <param name="Folder">The folder with its files.</param>
public sealed record Checkpoint(int Step, string Folder);

namespace Kimi.Dsl;

/// <summary>
/// Something whose state a stage needs in order to continue where it stopped: weights, an optimizer, a replay buffer. A stage gives its parts to
/// <see cref="ICheckpoints"/>. A component of the stage (sampler, reward, penalty …) that implements this is found and saved automatically.
/// </summary>
/// <remarks>
/// Randomness is derived from the seed by purpose and index (<see cref="StageContext.Random"/>), so no state of a random generator is ever saved.
/// </remarks>
public interface ICheckpointed
{
    /// <summary>Writes the complete state, into files that it names itself.</summary>
    /// <param name="folder">The checkpoint's folder; a component has a subfolder of its own in it. It exists.</param>
    void Save(string folder);

    /// <summary>Restores what <see cref="Save"/> wrote; the results that follow are those of a run that never stopped.</summary>
    /// <param name="folder">The folder that <see cref="Save"/> was given.</param>
    /// <exception cref="Exception">A file is missing or does not have this part's shape; the run ends and names the checkpoint.</exception>
    void Load(string folder);
}

namespace Kimi.Dsl;

/// <summary>How one kind of artifact is stored on disk. A team's own artifact comes with its own format.</summary>
/// <typeparam name="TArtifact">The artifact.</typeparam>
public interface IArtifactFormat<TArtifact>
    where TArtifact : Artifact
{
    /// <summary>Writes the artifact into a folder that exists.</summary>
    /// <param name="artifact">The artifact.</param>
    /// <param name="folder">The folder's path.</param>
    void Write(TArtifact artifact, string folder);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="folder">The folder's path.</param>
    /// <exception cref="KimiException">A file is missing or broken.</exception>
    TArtifact Read(string folder);
}

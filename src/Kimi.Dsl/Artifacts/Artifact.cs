namespace Kimi.Dsl;

/// <summary>What a stage makes and another takes. On disk each is a folder of ordinary files: a checkpoint, JSONL, JSON.</summary>
public abstract record Artifact
{
    /// <summary>The name of the stage that made it; set by the graph runner.</summary>
    public string Origin { get; init; } = "";
}

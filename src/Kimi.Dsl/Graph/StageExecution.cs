namespace Kimi.Dsl;

/// <summary>What the graph runner gives a stage to run with.</summary>
/// <param name="Services">The services of the stage's scope.</param>
/// <param name="Options">The option values in force.</param>
/// <param name="Context">Seed, folders, checkpoints and metrics.</param>
/// <param name="Outputs">Gives the output of a stage that is done.</param>
public sealed record StageExecution(IServiceProvider Services, StageAttribute Options, StageContext Context, Func<Stage, Artifact> Outputs);

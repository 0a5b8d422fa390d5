namespace Kimi.Dsl;

/// <summary>
/// Checks, before the first stage of a run, what a stage reads from outside the graph. Implement it together with <c>IStage</c>, on the same class, so that a
/// broken file is reported at once and not hours later.
/// </summary>
/// <typeparam name="TOptions">The stage attribute.</typeparam>
public interface IStageCheck<in TOptions>
    where TOptions : StageAttribute
{
    /// <summary>Checks what the stage will read.</summary>
    /// <param name="stage">The stage's name.</param>
    /// <param name="options">The option values in force.</param>
    /// <exception cref="KimiException">Something is wrong.</exception>
    void Check(string stage, TOptions options);

    /// <summary>Checks what the stage will read, and what another machine has to be asked for.</summary>
    /// <param name="stage">The stage's name.</param>
    /// <param name="options">The option values in force.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KimiException">Something is wrong.</exception>
    ValueTask CheckAsync(string stage, TOptions options, CancellationToken cancellationToken)
    {
        Check(stage, options);
        return ValueTask.CompletedTask;
    }
}

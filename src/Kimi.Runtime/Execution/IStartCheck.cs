namespace Kimi.Runtime.Execution;

/// <summary>A component that finds out, before the first stage of a run, whether it will be able to work.</summary>
internal interface IStartCheck
{
    /// <summary>Checks it.</summary>
    /// <param name="place">The component and its stage, for messages.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Kimi.Dsl.KimiException">It will not be.</exception>
    Task CheckAsync(string place, CancellationToken cancellationToken);
}

namespace Kimi.Dsl;

/// <summary>Runs programs that nobody trusts. A service of the application, for rewards and stages that judge code.</summary>
public interface ISandbox
{
    /// <summary>What it can do, on this machine or on the one that it asks.</summary>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <exception cref="KimiException">It cannot find out.</exception>
    ValueTask<SandboxCapabilities> CapabilitiesAsync(CancellationToken cancellationToken);

    /// <summary>Runs a program once for each input, in their order. The caller stops enumerating at the first outcome that decides.</summary>
    /// <param name="job">The program, its inputs and limits.</param>
    /// <param name="cancellationToken">Stops it; nothing of the program is left behind.</param>
    /// <returns>One outcome for each input; a program that does not compile, and a sandbox that fails, end it with one outcome.</returns>
    IAsyncEnumerable<RunOutcome> RunAsync(SandboxJob job, CancellationToken cancellationToken);
}

using Kimi.Cli.Display;

namespace Kimi.Cli.Hosting;

/// <summary>Sees to it that a process whose command was not finished does not end with the exit code of success, such as by a component's
/// <c>Environment.Exit(0)</c>.</summary>
internal sealed class UnfinishedExit : IDisposable
{
    private const int Failure = 1;

    private readonly EventHandler _onExit;

    /// <summary>Begins to watch.</summary>
    /// <param name="notices">Where it is told.</param>
    public UnfinishedExit(Notices notices)
    {
        _onExit = (_, _) =>
        {
            if (Environment.ExitCode != 0)
                return;
            Environment.ExitCode = Failure;
            notices.Write("failed: code of a component or a library ended the process while the command was at work");
        };
        AppDomain.CurrentDomain.ProcessExit += _onExit;
    }

    /// <inheritdoc/>
    public void Dispose() => AppDomain.CurrentDomain.ProcessExit -= _onExit;
}

using System.Runtime.InteropServices;

namespace Kimi.Cli.Hosting;

/// <summary>
/// Turns the first Ctrl+C, SIGTERM or SIGHUP, which a terminal sends when it is closed, into a request to stop; a second one ends the
/// process at once.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    /// <summary>What a command does then that trains.</summary>
    public const string AfterCheckpoint = "stopping after a checkpoint";

    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Starts listening.</summary>
    /// <param name="onFirst">Tells the user that the run is stopping.</param>
    /// <param name="onSecond">Restores the console before the process ends.</param>
    public StopSignals(Action onFirst, Action onSecond)
    {
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
        _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, Handle))];

        void Handle(PosixSignalContext context)
        {
            if (_stop.IsCancellationRequested)
            {
                onSecond();
                return;
            }

            context.Cancel = true;
            onFirst();
            _stop.Cancel();
        }
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
    }
}

using Microsoft.Extensions.Logging;

namespace Kimi.Cluster.Workers;

/// <summary>
/// What Orleans warns of, as information: it warns of every process that ends, which the launcher tells in words of its own. After it is disposed of, nothing:
/// what is being taken apart complains.
/// </summary>
/// <param name="log">Where it goes.</param>
internal sealed class OrleansLog(ILoggerFactory log) : ILoggerProvider
{
    private volatile bool _isOver;

    /// <summary>Whether nothing is logged for now.</summary>
    public bool IsQuiet { get; set; }

    public ILogger CreateLogger(string categoryName) => new Logger(this, log.CreateLogger(categoryName));

    public void Dispose() => _isOver = true;

    private sealed class Logger(OrleansLog owner, ILogger log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and < LogLevel.None && !owner._isOver && !owner.IsQuiet;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                log.Log(LogLevel.Information, eventId, state, exception, formatter);
        }
    }
}

using Microsoft.Extensions.Logging;

namespace Kimi.Runtime.Tools;

/// <summary>
/// The log of a library whose troubles the runtime tells in words of its own: nothing in it is more than information, since a warning would reach the console
/// beside them.
/// </summary>
/// <param name="inner">Where it goes.</param>
internal sealed class QuietLoggers(ILoggerFactory inner) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new Logger(inner.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    // It belongs to whoever made it.
    public void Dispose()
    {
    }

    private sealed class Logger(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(Quiet(logLevel));

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            inner.Log(Quiet(logLevel), eventId, state, exception, formatter);

        private static LogLevel Quiet(LogLevel level) => level is > LogLevel.Information and < LogLevel.None ? LogLevel.Information : level;
    }
}

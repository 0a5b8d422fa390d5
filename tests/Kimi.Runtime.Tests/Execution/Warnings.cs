using Kimi.Tests;
using Microsoft.Extensions.Logging;

namespace Kimi.Runtime.Tests.Execution;

/// <summary>Keeps what was warned of.</summary>
internal sealed class Warnings : ILoggerProvider, ILogger
{
    internal List<string> Messages { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        Messages.Add(formatter(state, exception));
        Told.AssertMessage(Messages[^1]);
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose()
    {
    }
}

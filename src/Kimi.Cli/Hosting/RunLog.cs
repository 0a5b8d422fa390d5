using System.Globalization;
using Kimi.Cli.Display;
using Kimi.Runtime.Settings;
using Kimi.Shared;
using Kimi.Torch.Files;
using Microsoft.Extensions.Logging;

namespace Kimi.Cli.Hosting;

/// <summary>Logs to <c>kimi.log</c> in the runs folder; warnings and errors reach the console too, as plain lines without stack traces.</summary>
/// <param name="notices">The console.</param>
internal sealed class RunLog(Notices notices) : ILoggerProvider
{
    private readonly Lock _lock = new();
    private StreamWriter? _writer;

    /// <summary>The runs folder.</summary>
    public string Folder { get; set; } = new KimiOptions().RunsFolder;

    /// <summary>The log file's path; the file appears with its first entry.</summary>
    public string Path => System.IO.Path.Combine(Folder, "kimi.log");

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <summary>Writes an entry to the file.</summary>
    /// <returns>Whether it could be written.</returns>
    public bool TryWrite(LogLevel level, string category, string message, Exception? exception)
    {
        lock (_lock)
        {
            try
            {
                _writer ??= Open();
                _writer.WriteLine($"{DateTimeOffset.Now.ToString("O", CultureInfo.InvariantCulture)} {level} {category}: {VisibleText.Line(message)}");
                if (exception is not null)
                    _writer.WriteLine(VisibleText.Block(exception.ToString()));
                return true;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException || DurableFiles.IsOutOfSpace(failure))
            {
                return false;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _writer?.Dispose();
            _writer = null;
        }
    }

    // Several processes may log at a time. Without a buffer, an entry that cannot be written fails here, and not again when the log is closed.
    private StreamWriter Open()
    {
        Directory.CreateDirectory(Folder);
        return new(new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0)) { AutoFlush = true };
    }

    private sealed class Logger(RunLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and < LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            var message = formatter(state, exception);
            log.TryWrite(logLevel, category, message, exception);
            if (logLevel >= LogLevel.Warning)
                log.Notices.Write($"{(logLevel == LogLevel.Warning ? "warning" : "error")}: {message}");
        }
    }

    private Notices Notices => notices;
}

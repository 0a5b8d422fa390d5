using Spectre.Console;

namespace Kimi.Cli.Display;

/// <summary>Writes lines for the person at the console: to standard error, or above the live display while there is one.</summary>
/// <param name="error">Standard error.</param>
internal sealed class Notices(TextWriter error)
{
    private readonly Lock _lock = new();

    /// <summary>The console whose live display a line must not disturb, or null.</summary>
    public IAnsiConsole? Live { get; set; }

    /// <summary>Writes a line, or several.</summary>
    /// <param name="text">The text.</param>
    public void Write(string text)
    {
        lock (_lock)
        {
            if (Live is { } console)
                console.WriteLine(text);
            else
                error.WriteLine(text);
        }
    }
}

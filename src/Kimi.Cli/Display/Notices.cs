using Spectre.Console;

namespace Kimi.Cli.Display;

/// <summary>Writes lines for the person at the console: to standard error, or above the live display while there is one.</summary>
/// <param name="error">Standard error.</param>
internal sealed class Notices(TextWriter error)
{
    private readonly Lock _lock = new();

    /// <summary>The console whose live display a line must not disturb, or null.</summary>
    public IAnsiConsole? Live { get; set; }

    /// <summary>Whether lines are left out: another process of this application has written them.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Writes a line.</summary>
    /// <param name="text">Its text; whatever comes from elsewhere in it cannot change what the terminal shows besides.</param>
    public void Write(string text)
    {
        if (IsSilent)
            return;
        var line = TerminalText.Line(text);
        lock (_lock)
        {
            if (Live is { } console)
                console.WriteLine(line);
            else
                error.WriteLine(line);
        }
    }
}

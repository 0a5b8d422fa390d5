using System.Text.RegularExpressions;

namespace Kimi.Shared.Validation;

/// <summary>Whether a command is a program alone, and not a line with its arguments, of which no program has the name.</summary>
internal static class CommandLines
{
    // A program by its name alone, or one in a folder before a script, or an option behind whatever it is. A folder may have spaces in its name.
    private static readonly Regex _line = new(
        @"^(?<program>python3?|uvx?|pipx|poetry|node|npx|npm|deno|bun|dotnet|docker|podman|bash|sh|java|ruby|perl|php|go|cargo|env|cmd|pwsh|powershell)\s+\S"
        + @"|^(?<program>[^\s]*[/\\][^\s/\\]+)\s+\S+\.(py|js|mjs|cjs|ts|dll|jar|sh|rb)(\s|$)|^(?<program>\S+).*?\s--[A-Za-z]",
        RegexOptions.CultureInvariant);

    /// <summary>What is wrong with a command, in the words of a message; null where nothing is.</summary>
    public static string? Fault(string command) => _line.Match(command) is { Success: true } line
        ? $"and no program has such a name: give {VisibleText.Line(line.Groups["program"].Value)} alone, and what follows it as Arguments"
        : null;
}

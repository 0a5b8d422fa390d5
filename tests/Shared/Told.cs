using System.Text.RegularExpressions;

namespace Kimi.Tests;

/// <summary>What people are told: sentences, without the names of exceptions, stack frames, or characters that a terminal would obey.</summary>
internal static partial class Told
{
    /// <summary>Checks a message, which is one line.</summary>
    /// <param name="message">The message.</param>
    internal static void AssertMessage(string message)
    {
        Assert.NotEmpty(message);
        Assert.DoesNotContain('\n', message);
        AssertText(message);
    }

    /// <summary>Checks what a command wrote.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isTerminal">Whether it may have colours and move the cursor, as a live table does.</param>
    internal static void AssertText(string text, bool isTerminal = false)
    {
        var shown = isTerminal ? ControlSequence().Replace(text, "").Replace("\r", "", StringComparison.Ordinal) : text.ReplaceLineEndings("\n");
        var control = shown.FirstOrDefault(character =>
            (char.IsControl(character) && character is not '\n') || character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));
        Assert.True(control == 0, $"there is the control character \\u{(int)control:X4} in: {text}");
        var found = ExceptionName().Match(shown) is { Success: true } name ? name : StackFrame().Match(shown);
        Assert.False(found.Success, $"there is '{found.Value}' in: {text}");
    }

    [GeneratedRegex(@"\b[A-Z]\w*Exception\b")]
    private static partial Regex ExceptionName();

    [GeneratedRegex(@"\s\s+at [\w.<>`+\[\]]+\(")]
    private static partial Regex StackFrame();

    [GeneratedRegex(@"\u001b\[[0-9;?]*[A-Za-z]")]
    private static partial Regex ControlSequence();
}

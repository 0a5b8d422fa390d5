using Kimi.Shared;

namespace Kimi.Dsl;

/// <summary>
/// An error for the person who runs the recipe: one sentence that says what is wrong, where, and what to do.
/// The host prints the message without a stack trace and exits with code 2.
/// </summary>
/// <remarks>A message is one line in which everything can be seen, whatever names and values it quotes: control characters are written as
/// <c>\u001B</c>.</remarks>
public sealed class KimiException : Exception
{
    private readonly IReadOnlyList<string>? _lines;

    /// <summary>Creates the error.</summary>
    /// <param name="message">What is wrong → where → what to do, in one sentence.</param>
    public KimiException(string message)
        : base(VisibleText.Line(message))
    {
    }

    /// <summary>Creates an error that tells several problems at once.</summary>
    /// <param name="lines">A sentence for each.</param>
    public KimiException(IReadOnlyList<string> lines)
        : base(string.Join('\n', lines.Select(VisibleText.Line))) =>
        _lines = [.. lines.Select(VisibleText.Line)];

    /// <summary>Creates the error from the exception that revealed it.</summary>
    /// <param name="message">What is wrong → where → what to do, in one sentence.</param>
    /// <param name="innerException">The cause, for the log.</param>
    public KimiException(string message, Exception innerException)
        : base(VisibleText.Line(message), innerException)
    {
    }

    /// <summary>The message, or, if it tells several problems at once, the sentence for each.</summary>
    public IReadOnlyList<string> Lines => _lines ?? [Message];
}

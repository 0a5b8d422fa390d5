using System.Text.Json;

namespace Kimi.Runtime.Code;

/// <summary>What a program answered to a call: a line of the box that runs it, which it may have written itself. It proves nothing but its result.</summary>
/// <param name="Failure">How the call failed; null if it gave a result.</param>
/// <param name="Value">The result.</param>
internal sealed record CallAnswer(CodeOutcome? Failure, JsonElement? Value)
{
    // What Python's own recursion allows, and not the 64 that JSON has by default.
    private static readonly JsonDocumentOptions s_deep = new() { MaxDepth = 4_000 };

    /// <summary>A line of JSON, however deep its lists are.</summary>
    /// <param name="line">The line.</param>
    /// <exception cref="JsonException">It is none.</exception>
    public static JsonElement Parse(string line) => JsonElement.Parse(line, s_deep);

    /// <summary>Reads a line. One that is none of the box's is a wrong answer.</summary>
    /// <param name="line">The line.</param>
    public static CallAnswer Read(string line)
    {
        try
        {
            var json = Parse(line);
            if (json.ValueKind != JsonValueKind.Object)
                return new(CodeOutcome.WrongAnswer, null);
            if (json.TryGetProperty("compile", out _))
                return new(CodeOutcome.CompileError, null);
            if (json.TryGetProperty("error", out _) || json.TryGetProperty("start", out _))
                return new(CodeOutcome.RuntimeError, null);
            return json.TryGetProperty("value", out var value) ? new(null, value) : new(CodeOutcome.WrongAnswer, null);
        }
        catch (JsonException)
        {
            return new(CodeOutcome.WrongAnswer, null);
        }
    }
}

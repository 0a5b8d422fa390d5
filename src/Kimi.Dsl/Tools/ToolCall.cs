using System.Text.Json;

namespace Kimi.Dsl;

/// <summary>What a policy wrote where a call of a tool is to be: a closed union.</summary>
public abstract record ToolCall
{
    private ToolCall()
    {
    }

    /// <summary>A call with arguments by name.</summary>
    /// <param name="Tool">The tool's name.</param>
    /// <param name="Arguments">The arguments.</param>
    public sealed record Named(string Tool, IReadOnlyDictionary<string, JsonElement> Arguments) : ToolCall;

    /// <summary>A call with arguments by position.</summary>
    /// <param name="Tool">The tool's name.</param>
    /// <param name="Arguments">The arguments.</param>
    public sealed record Positional(string Tool, IReadOnlyList<JsonElement> Arguments) : ToolCall;

    /// <summary>Something that begins like a call and is none. The policy is told why.</summary>
    /// <param name="Why">What is wrong with it.</param>
    public sealed record Unreadable(string Why) : ToolCall;
}

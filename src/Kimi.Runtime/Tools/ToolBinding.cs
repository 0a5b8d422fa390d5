using System.Text.Json;
using Kimi.Dsl;
using Microsoft.Extensions.AI;

namespace Kimi.Runtime.Tools;

/// <summary>Finds the tool that a call means, and checks that its arguments are those of the tool: their names, and that none is missing.</summary>
internal static class ToolBinding
{
    /// <summary>The tool and its arguments.</summary>
    /// <param name="call">The call.</param>
    /// <param name="tools">All tools.</param>
    /// <exception cref="ToolMistake">The call cannot be made.</exception>
    public static (AIFunction Tool, AIFunctionArguments Arguments) Bind(ToolCall call, IReadOnlyList<AIFunction> tools)
    {
        switch (call)
        {
            case ToolCall.Unreadable unreadable:
                throw new ToolMistake(unreadable.Why);
            case ToolCall.Named named:
                var tool = Find(named.Tool, tools);
                return (tool, Bind(tool, Parameters(tool), named.Arguments));
            case ToolCall.Positional positional:
                tool = Find(positional.Tool, tools);
                var parameters = Parameters(tool);
                return positional.Arguments.Count <= parameters.Count
                    ? (tool, Bind(tool, parameters, parameters.Zip(positional.Arguments).ToDictionary(pair => pair.First.Name, pair => pair.Second)))
                    : throw new ToolMistake($"{tool.Name} takes {parameters.Count} arguments, not {positional.Arguments.Count}");
            default:
                throw new InvalidOperationException($"{call.GetType().Name} is a new kind of call: bind it here");
        }
    }

    private static AIFunction Find(string name, IReadOnlyList<AIFunction> tools) =>
        tools.FirstOrDefault(tool => tool.Name == name)
        ?? throw new ToolMistake($"there is no tool '{name}', only {string.Join(", ", tools.Select(tool => tool.Name))}");

    private static AIFunctionArguments Bind(AIFunction tool, List<JsonProperty> parameters, IReadOnlyDictionary<string, JsonElement> given)
    {
        var arguments = new AIFunctionArguments(StringComparer.Ordinal);
        foreach (var (name, value) in given)
        {
            var index = parameters.FindIndex(parameter => parameter.Name == name);
            arguments[name] = index >= 0
                ? ToolArguments.Value(tool, parameters[index], value)
                : throw new ToolMistake($"{tool.Name} has no argument '{name}'; it takes {string.Join(", ", parameters.Select(parameter => parameter.Name))}");
        }

        return Required(tool).FirstOrDefault(name => !arguments.ContainsKey(name)) is { } missing
            ? throw new ToolMistake($"{tool.Name} needs the argument '{missing}'")
            : arguments;
    }

    private static List<JsonProperty> Parameters(AIFunction tool) =>
        tool.JsonSchema.TryGetProperty("properties", out var properties) ? [.. properties.EnumerateObject()] : [];

    private static IEnumerable<string> Required(AIFunction tool) =>
        tool.JsonSchema.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(name => name.GetString()!) : [];
}

/// <summary>A call that cannot be made, by the policy's own mistake.</summary>
/// <param name="message">What is wrong with it.</param>
internal sealed class ToolMistake(string message) : Exception(message);

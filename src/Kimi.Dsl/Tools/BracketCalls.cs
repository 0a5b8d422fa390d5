using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kimi.Dsl;

/// <summary>
/// Calls in as few characters as possible, for small policies: <c>[add(12,7)]</c> gets the reply <c>[19]</c>. Arguments are JSON values by position, and cannot
/// contain <c>)]</c>, which ends the turn. Square brackets in a result are written as round ones, which a policy that calls can read as well: a tool can
/// neither end its reply early nor write a call.
/// </summary>
[ImplementationVersion(2)]
public sealed partial class BracketCalls : IToolProtocol
{
    private const string End = ")]";

    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds => [End];

    /// <inheritdoc/>
    public string Describe(IReadOnlyList<ToolDescription> tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        var text = new StringBuilder("\nTools are called as in [name(1,\"text\")]:\n");
        foreach (var tool in tools)
        {
            var parameters = Parameters(tool.Parameters);
            text.Append($"{tool.Name}({string.Join(", ", parameters.Select(parameter => parameter.Name))}): {tool.Description}\n");
            foreach (var parameter in parameters)
                text.Append($"  {parameter.Name}: {parameter.Value.GetRawText()}\n");
        }

        return $"{text}";
    }

    /// <inheritdoc/>
    public IReadOnlyList<ToolCall> Read(string turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var openings = Opening().Matches(turn);
        if (openings.Count == 0)
            return [];
        if (!turn.EndsWith(End, StringComparison.Ordinal))
            return [new ToolCall.Unreadable("the call is not finished: close both of its brackets")];
        return
        [
            openings.Select(opening => Call(opening, turn)).OfType<ToolCall>().FirstOrDefault()
            ?? new ToolCall.Unreadable($"the arguments of {openings[^1].Groups["name"].Value} are not JSON values with commas between them"),
        ];
    }

    /// <inheritdoc/>
    public string Write(IReadOnlyList<string> results) => string.Concat(results.Select(result => $"[{result.Replace('[', '(').Replace(']', ')')}]"));

    private static JsonProperty[] Parameters(JsonElement schema) =>
        schema.TryGetProperty("properties", out var properties) ? [.. properties.EnumerateObject()] : [];

    // Null where the text up to the end of the turn is no list of JSON values.
    private static ToolCall.Positional? Call(Match opening, string turn)
    {
        try
        {
            using var arguments = JsonDocument.Parse(
                $"[{turn[(opening.Index + opening.Length)..^End.Length]}]", new() { AllowDuplicateProperties = false });
            return new(opening.Groups["name"].Value, [.. arguments.RootElement.EnumerateArray().Select(argument => argument.Clone())]);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\[(?<name>\w+)\(")]
    private static partial Regex Opening();
}

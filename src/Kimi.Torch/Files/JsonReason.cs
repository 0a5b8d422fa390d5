using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kimi.Torch.Files;

/// <summary>Why a text is not the JSON that it should be, in the words of someone who knows JSON and not .NET.</summary>
internal static partial class JsonReason
{
    private static readonly (Regex Message, string Words)[] s_words =
    [
        (Empty(), "it is empty"),
        (Open(), "it ends before an object or a list is closed"),
        (TrailingComma(), "a comma is followed by nothing"),
        (Duplicate(), "Duplicate name '$1'"),
        (Deep(), "it nests deeper than $1"),
        (Missing(), "it has no $1"),
        (Null(), "'${name}' is null"),
        (Unknown(), "'$1' is not known"),
    ];

    /// <summary>The reason, without a full stop.</summary>
    /// <param name="exception">What reading the text threw.</param>
    /// <param name="withLine">Whether to say the line and column where the text stops being JSON.</param>
    public static string Of(Exception exception, bool withLine = true)
    {
        var place = exception is JsonException { Path.Length: > 2 } json ? $"'{json.Path!.TrimStart('$').TrimStart('.')}' " : "";
        var message = exception.Message.Split('\n')[0].Split(" Path:")[0].Split(" LineNumber:")[0].TrimEnd('.', '\r');
        if (message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
            return place.Length > 0 ? $"{place}is of another kind" : "it is of another kind";
        var reason = Kind().Match(message) is { Success: true } kinds
            ? $"{Noun(kinds.Groups[2].Value)} where {Noun(kinds.Groups[1].Value)} belongs"
            : s_words.Where(entry => entry.Message.IsMatch(message)).Select(entry => entry.Message.Match(message).Result(entry.Words)).FirstOrDefault(message);
        return withLine && exception is JsonException { LineNumber: { } line, BytePositionInLine: { } column }
            ? $"line {line + 1}, column {column + 1}: {reason}"
            : reason;
    }

    private static string Noun(string kind) => kind switch
    {
        nameof(JsonValueKind.String) => "a text",
        nameof(JsonValueKind.Array) => "a list",
        nameof(JsonValueKind.Object) => "an object",
        nameof(JsonValueKind.Number) => "a number",
        _ => kind.ToLowerInvariant(),
    };

    [GeneratedRegex("does not contain any JSON tokens")]
    private static partial Regex Empty();

    [GeneratedRegex("^Expected (depth to be zero|start of a property name or value, but instead reached end)")]
    private static partial Regex Open();

    [GeneratedRegex("trailing comma at the end")]
    private static partial Regex TrailingComma();

    [GeneratedRegex("Duplicate property '(.*)' encountered")]
    private static partial Regex Duplicate();

    [GeneratedRegex("maximum configured depth of ([0-9]+)")]
    private static partial Regex Deep();

    [GeneratedRegex("missing required properties including: (.*)$")]
    private static partial Regex Missing();

    [GeneratedRegex("(parameter|property) '(?<name>.*)' on type .* doesn't allow")]
    private static partial Regex Null();

    [GeneratedRegex("property '(.*)' could not be mapped")]
    private static partial Regex Unknown();

    [GeneratedRegex("requires an element of type '(.*)', but the target element has type '(.*)'")]
    private static partial Regex Kind();
}

using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Kimi.Runtime.Tools;

/// <summary>
/// Makes a tool's argument of what a policy wrote. Whatever it wrote, that it cannot be one is the policy's mistake, told in the words of the tool's JSON
/// Schema.
/// </summary>
internal static class ToolArguments
{
    /// <summary>The argument.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="parameter">The name and schema of its parameter.</param>
    /// <param name="value">What the policy wrote.</param>
    /// <exception cref="ToolMistake">It is none.</exception>
    public static object? Value(AIFunction tool, JsonProperty parameter, JsonElement value)
    {
        var argument = $"the argument '{parameter.Name}' of {tool.Name}";
        if (Flaw(value) is { } flaw)
            throw new ToolMistake($"{argument} has {flaw}");
        var types = Types(parameter.Value);
        if (types.Count > 0 && !types.Any(type => Is(value, type)))
            throw new ToolMistake($"{argument} {ValuesOf(parameter.Value) ?? $"is of type {string.Join(" or ", types)}"}");
        return tool.UnderlyingMethod?.GetParameters().First(each => each.Name == parameter.Name) is { } target
            ? Value(target, parameter.Value, value, argument)
            : value;
    }

    private static object? Value(ParameterInfo target, JsonElement schema, JsonElement value, string argument)
    {
        object? result;
        try
        {
            result = value.Deserialize(target.ParameterType, ToolJson.Read);
        }
        catch (Exception exception)
        {
            // Whatever it is, a constructor's own check for instance: the types themselves have been checked at start.
            throw new ToolMistake($"{argument} {Unfit(target.ParameterType, schema, value, (exception as JsonException)?.Path)}");
        }

        return result is not null || new NullabilityInfoContext().Create(target).WriteState != NullabilityState.NotNull
            ? result
            : throw new ToolMistake($"{argument} is not null");
    }

    private static string Unfit(Type type, JsonElement schema, JsonElement value, string? path)
    {
        if (ValuesOf(schema) is { } values)
            return values;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (value.ValueKind == JsonValueKind.Number && (type.IsPrimitive || type == typeof(decimal)))
            return $"is not from {Limit(type, "MinValue")} to {Limit(type, "MaxValue")}";
        return $"does not fit its schema{(path is null or "$" ? "" : $" at {path}")}: {schema.GetRawText()}";
    }

    private static string? ValuesOf(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("enum", out var values) && values.ValueKind == JsonValueKind.Array
            ? $"is none of {string.Join(", ", values.EnumerateArray())}"
            : null;

    private static string Limit(Type type, string name) => FormattableString.Invariant($"{type.GetField(name)!.GetValue(null)}");

    // Whoever reads such a value would throw, or get infinity.
    private static string? Flaw(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when !value.TryGetDouble(out var number) || !double.IsFinite(number) => "a number that is too large",
        JsonValueKind.String when !IsText(value.GetString) => "half a character",
        JsonValueKind.Array => value.EnumerateArray().Select(Flaw).FirstOrDefault(flaw => flaw is not null),
        JsonValueKind.Object => value.EnumerateObject()
            .Select(member => IsText(() => member.Name) ? Flaw(member.Value) : "half a character").FirstOrDefault(flaw => flaw is not null),
        _ => null,
    };

    private static bool IsText(Func<string?> read)
    {
        try
        {
            read();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    // None where the schema names none; what else it demands is left to the tool.
    private static List<string> Types(JsonElement schema) =>
        schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("type", out var type) ? []
        : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(each => each.GetString()!)]
        : [type.GetString()!];

    private static bool Is(JsonElement value, string type) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && Math.Floor(number) == number,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => true,
    };
}

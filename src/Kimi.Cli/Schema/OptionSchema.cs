using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;
using Kimi.Cli.Configuration;
using Kimi.Shared.Declarations;

namespace Kimi.Cli.Schema;

/// <summary>Describes an option's values in JSON Schema: its type, and the constraints on its property.</summary>
internal static class OptionSchema
{
    /// <summary>The schema of an option's values.</summary>
    /// <param name="option">The option.</param>
    public static JsonObject Of(PropertyInfo option)
    {
        var declaration = OptionDeclarations.Of(option);
        var schema = Of(declaration.Type);
        foreach (var constraint in declaration.Constraints)
            Add(schema, declaration.Type, constraint);
        if (option.GetCustomAttribute<AllowedValuesAttribute>(inherit: true) is { } allowed)
            schema["enum"] = Values(allowed.Values);
        if (option.GetCustomAttribute<DeniedValuesAttribute>(inherit: true) is { } denied)
            schema["not"] = new JsonObject { ["enum"] = Values(denied.Values) };
        return schema;
    }

    /// <summary>A value as JSON, or null if it has none.</summary>
    /// <param name="value">The value.</param>
    public static JsonNode? Value(object? value) => value switch
    {
        null => null,
        bool flag => JsonValue.Create(flag),
        float number => float.IsFinite(number) ? JsonValue.Create(number) : null,
        double number => double.IsFinite(number) ? Number(number) : null,
        string or char or Enum => JsonValue.Create(value.ToString()),
        IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(Value)]),
        IConvertible and not DateTime => JsonValue.Create(Convert.ToDecimal(value, null)),
        _ => JsonValue.Create(value.ToString()),
    };

    private static JsonObject Of(OptionType type) => type switch
    {
        IntegerType integer => new() { ["type"] = "integer", ["minimum"] = integer.Minimum, ["maximum"] = integer.Maximum },
        FractionType => new() { ["type"] = "number" },
        FlagType => new() { ["type"] = "boolean" },
        ChoiceType choice => new() { ["enum"] = Values(choice.Names) },
        CharacterType => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 1 },
        ListType list => new() { ["type"] = "array", ["items"] = Of(list.Item) },
        _ => new() { ["type"] = "string" },
    };

    private static void Add(JsonObject schema, OptionType type, OptionConstraint constraint)
    {
        switch (constraint)
        {
            case RangeConstraint range:
                Bound("minimum", "exclusiveMinimum", range.Minimum, range.MinimumIsExclusive);
                Bound("maximum", "exclusiveMaximum", range.Maximum, range.MaximumIsExclusive);
                break;
            case LengthConstraint length:
                var ofWhat = type is ListType ? "Items" : "Length";
                if (length.Minimum > 0)
                    schema[$"min{ofWhat}"] = length.Minimum;
                if (length.Maximum < int.MaxValue)
                    schema[$"max{ofWhat}"] = length.Maximum;
                break;
            case PatternConstraint pattern:
                // The whole text has to match, or be empty, as RegularExpressionAttribute has it.
                schema["pattern"] = $"^(?:{pattern.Pattern})?$";
                break;
        }

        void Bound(string name, string exclusiveName, double bound, bool isExclusive)
        {
            if (!double.IsFinite(bound))
                return;
            schema.Remove(name);
            schema[isExclusive ? exclusiveName : name] = Number(bound);
        }
    }

    // No option takes a JSON null.
    private static JsonArray Values(IEnumerable<object?> values) => [.. values.Where(value => value is not null).Select(Value)];

    // 1000000 rather than 1E+06.
    private static JsonValue Number(double number) =>
        Math.Abs(number) < 1e15 && double.IsInteger(number) ? JsonValue.Create((long)number) : JsonValue.Create(number);
}

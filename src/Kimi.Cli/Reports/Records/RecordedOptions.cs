using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Dsl;

namespace Kimi.Cli.Reports.Records;

/// <summary>The attribute of a stage or a component, with the options that were in force.</summary>
/// <param name="Type">The attribute's full type name.</param>
/// <param name="Values">By name, the options' values as text.</param>
internal sealed record RecordedOptions(string Type, IReadOnlyDictionary<string, string> Values)
{
    private static readonly Dictionary<string, Type> s_known = typeof(StageAttribute).Assembly.GetExportedTypes().ToDictionary(type => type.FullName!);

    // The classes of components are described elsewhere.
    private static readonly string[] s_hidden = ["type", "Component"];

    /// <summary>The name a recipe writes: <c>MirrorDescent</c>.</summary>
    public string Name
    {
        get
        {
            const string Suffix = "Attribute";
            var name = Type.Split('<', '`')[0].Split('.', '+')[^1];
            return name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
        }
    }

    /// <summary>Reads what a stage's description says about an attribute.</summary>
    /// <param name="description">The description.</param>
    public static RecordedOptions Of(JsonNode? description)
    {
        if (description is not JsonObject values || (string?)values["type"] is not { } type)
            throw new JsonException("an attribute is an object with a type");
        return new(type, values.Where(option => !s_hidden.Contains(option.Key)).ToDictionary(option => option.Key, option => Text(option.Value)));
    }

    /// <summary>An option that is a whole number; 0 if there is none with that name.</summary>
    /// <param name="name">The option.</param>
    public int Number(string name) => Values.TryGetValue(name, out var text) && int.TryParse(text, out var number) ? number : 0;

    /// <summary>Whether the attribute is of a kind; only the language's own attributes are known.</summary>
    /// <typeparam name="TAttribute">The attribute, or a base of it.</typeparam>
    public bool Is<TAttribute>()
        where TAttribute : Attribute => typeof(TAttribute).IsAssignableFrom(s_known.GetValueOrDefault(Type));

    /// <summary>The type, and all options except some, as text: equal if they are.</summary>
    /// <param name="names">The options to leave out.</param>
    public string AllBut(params string[] names) =>
        string.Join('\n', Values.Where(option => !names.Contains(option.Key)).Select(option => $"{option.Key}={option.Value}").Order().Prepend(Type));

    /// <summary>Such as <c>LengthPenalty(FromIteration 24, Weight 0.1)</c>.</summary>
    public override string ToString() => Values.Count == 0 ? Name : $"{Name}({string.Join(", ", Values.Select(option => $"{option.Key} {option.Value}"))})";

    private static string Text(JsonNode? value) => value switch
    {
        null => "none",
        JsonArray { Count: 0 } => "none",
        JsonArray items => string.Join(", ", items.Select(Text)),
        _ => value.ToString(),
    };
}

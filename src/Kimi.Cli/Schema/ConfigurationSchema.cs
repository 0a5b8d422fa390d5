using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Cli.Configuration;
using Kimi.Dsl;
using Kimi.Runtime.Settings;

namespace Kimi.Cli.Schema;

/// <summary>
/// Describes <c>kimi.json</c> and the profiles of an application in JSON Schema: with it, an editor completes names, explains options and
/// marks wrong values. The default of an option is what its recipe declares.
/// </summary>
internal sealed class ConfigurationSchema
{
    private static readonly JsonSerializerOptions _format = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly XmlDocumentation _documentation = new();

    /// <summary>Writes the schema.</summary>
    /// <param name="recipes">The application's recipes.</param>
    public string Write(IEnumerable<RecipeGraph> recipes)
    {
        var properties = new JsonObject
        {
            ["$schema"] = new JsonObject { ["type"] = "string" },
            [KimiOptions.Section] = Section(Describe(typeof(KimiOptions)), Options(new KimiOptions())),
        };
        foreach (var recipe in recipes)
            properties[recipe.Name] = Of(recipe);
        var schema = Section("The configuration of the recipes: kimi.json, and each profile that is laid over it.", properties);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        return schema.ToJsonString(_format) + "\n";
    }

    private JsonObject Of(RecipeGraph recipe)
    {
        var properties = new JsonObject
        {
            [nameof(RecipeAttribute.Seed)] = Option(typeof(RecipeAttribute).GetProperty(nameof(RecipeAttribute.Seed))!, recipe.Seed),
        };
        foreach (var stage in recipe.Stages)
            properties[stage.Name] = Of(stage, recipe.Recipe);
        return Section(Describe(recipe.Recipe), properties);
    }

    private JsonObject Of(Stage stage, Type recipe)
    {
        var properties = Options(stage.Options);
        // Configuration cannot tell two components of one name apart, and refuses the name.
        foreach (var components in stage.Components.GroupBy(component => component.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() == 1))
            properties.TryAdd(components.Key, Of(components.Single()));
        return Section(Describe(_documentation.OfMethod(recipe, stage.Name)) ?? Describe(stage.Options.GetType()), properties);
    }

    // Of [Reward<Brevity>] it is Brevity that a team describes.
    private JsonObject Of(ComponentAttribute component)
    {
        var type = component.GetType();
        return Section((type.IsGenericType ? Describe(component.Component) : null) ?? Describe(type), Options(component));
    }

    private JsonObject Options(object options)
    {
        var properties = new JsonObject();
        foreach (var option in OptionReader.OptionsOf(options.GetType()))
            properties[option.Name] = Option(option, option.GetValue(options));
        return properties;
    }

    private JsonObject Option(PropertyInfo option, object? value)
    {
        var schema = OptionSchema.Of(option);
        if (_documentation.Of(option)?.Element("summary") is { } summary)
            schema.Insert(0, "description", XmlDocumentation.WithoutDefault(XmlDocumentation.Prose(summary)));
        if (OptionSchema.Value(value) is { } declared)
            schema["default"] = declared;
        return schema;
    }

    private static JsonObject Section(string? description, JsonObject properties)
    {
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        if (description is not null)
            schema.Insert(0, "description", description);
        return schema;
    }

    private string? Describe(Type type) => Describe(_documentation.Of(type));

    private static string? Describe(System.Xml.Linq.XElement? comment) => comment?.Element("summary") is { } summary ? XmlDocumentation.Prose(summary) : null;
}

using System.Reflection;
using Kimi.Shared.Configuration;
using Microsoft.Extensions.Configuration;

namespace Kimi.Cli.Configuration;

/// <summary>An option's value in force, and where it came from.</summary>
/// <param name="Name">The option.</param>
/// <param name="Value">Its value, as text.</param>
/// <param name="Source">
/// <c>default</c>, <c>attribute</c>, <c>class</c> and the name of a class, the name of a JSON file, <c>environment</c>, or the command line's option.
/// </param>
internal sealed record OptionInForce(string Name, string Value, string Source);

/// <summary>Overlays options objects with configuration, and checks the values in force.</summary>
/// <param name="overlay">The configuration.</param>
/// <param name="problems">Receives what is wrong.</param>
/// <param name="classes">What classes give; null for nothing.</param>
internal sealed class OptionReader(ConfigurationOverlay overlay, ConfigurationProblems problems, ClassDefaults? classes = null)
{
    /// <summary>The source of a value that nobody set.</summary>
    public const string Default = "default";

    /// <summary>The source of a value that the recipe's attribute gives.</summary>
    public const string Declared = "attribute";

    // Before the name of a class that gives the value.
    private const string OfClass = "class ";

    /// <summary>Whether a source is the recipe itself, rather than its configuration.</summary>
    public static bool IsOfRecipe(string source) => source is Default or Declared || source.StartsWith(OfClass, StringComparison.Ordinal);

    /// <summary>The options of a class: its public properties that can be set.</summary>
    /// <param name="type">The class.</param>
    public static IEnumerable<PropertyInfo> OptionsOf(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property is { CanRead: true, SetMethod.IsPublic: true } && property.GetIndexParameters().Length == 0);

    /// <summary>Sets the options that the configuration gives, and records where the values of all options came from.</summary>
    /// <param name="options">The options object; its values count as declared.</param>
    /// <param name="section">The path of its section.</param>
    public IReadOnlyList<OptionInForce> Read(object options, params IReadOnlyList<string> section)
    {
        var defaults = options.GetType().GetConstructor(Type.EmptyTypes)?.Invoke([]);
        return [.. OptionsOf(options.GetType()).Select(option => Read(options, option, section, defaults))];
    }

    private OptionInForce Read(object options, PropertyInfo option, IReadOnlyList<string> section, object? defaults)
    {
        var source = SourceOf(options, option, defaults);
        var declaration = OptionDeclarations.Of(option);
        if (overlay.Find(section, declaration) is { } configured)
        {
            source = configured.Layer.Name;
            // A value of the wrong type has been reported already, except for a type whose values only its converter knows.
            if (configured.Texts is null)
                return new(option.Name, configured.Node.Written, source);
            if (!OptionValues.TryConvert(configured.Texts, option.PropertyType, out var converted))
            {
                problems.Add(ConfigurationOverlay.WrongType(section, declaration, configured));
                return new(option.Name, configured.Node.Written, source);
            }

            option.SetValue(options, converted);
        }

        var value = option.GetValue(options);
        foreach (var (id, sentence) in OptionDemands.Broken(option, value))
            problems.Add(id, $"{sentence} ({ConfigurationSentences.Place(string.Join(ConfigurationPath.KeyDelimiter, section), source)})");
        return new(option.Name, OptionValues.Text(value), source);
    }

    private string SourceOf(object options, PropertyInfo option, object? defaults)
    {
        var text = OptionValues.Text(option.GetValue(options));
        if (classes?.Find(options.GetType(), option.Name) is { } given)
            return given.Text == text ? OfClass + given.Class : Declared;
        return defaults is not null && text == OptionValues.Text(option.GetValue(defaults)) ? Default : Declared;
    }
}

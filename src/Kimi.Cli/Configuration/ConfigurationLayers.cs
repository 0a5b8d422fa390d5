using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace Kimi.Cli.Configuration;

/// <summary>Tells the layers of a configuration apart: which of them sets a key.</summary>
/// <param name="configuration">The configuration.</param>
internal sealed class ConfigurationLayers(IConfigurationRoot configuration)
{
    private readonly List<IConfigurationProvider> _strongestFirst = [.. configuration.Providers.Reverse()];

    /// <summary>The names of the layers that set a key or something below it, the strongest first.</summary>
    /// <param name="key">The key.</param>
    public IEnumerable<string> SourcesOf(string key) => _strongestFirst.Where(layer => Sets(layer, key)).Select(NameOf);

    /// <summary>The value of a key in the strongest layer that sets it: weaker layers do not shine through, not even behind a shorter list.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The value, or null when no layer sets it.</returns>
    public ConfiguredValue? ValueOf(string key)
    {
        if (_strongestFirst.FirstOrDefault(layer => Sets(layer, key)) is not { } layer)
            return null;
        var children = layer.GetChildKeys([], key).Distinct(StringComparer.OrdinalIgnoreCase).Order(ConfigurationKeyComparer.Instance).ToList();
        layer.TryGet(key, out var text);
        return new(NameOf(layer), text, [.. children.Select(child => (child, layer.TryGet(ConfigurationPath.Combine(key, child), out var item) ? item : null))]);
    }

    private static bool Sets(IConfigurationProvider layer, string key) => layer.TryGet(key, out _) || layer.GetChildKeys([], key).Any();

    private static string NameOf(IConfigurationProvider layer) => layer switch
    {
        JsonConfigurationProvider file => Path.GetFileName(file.Source.Path)!,
        EnvironmentVariablesConfigurationProvider => "environment",
        _ => layer.ToString()!,
    };
}

/// <summary>A value as a layer of the configuration has it.</summary>
/// <param name="Source">The layer's name.</param>
/// <param name="Text">The text, or null for a JSON null, an empty object, or an object or list.</param>
/// <param name="Children">What lies below: the items of a list, or the fields of an object.</param>
internal sealed record ConfiguredValue(string Source, string? Text, IReadOnlyList<(string Key, string? Text)> Children)
{
    /// <summary>Whether it is a list: its keys are 0, 1, 2 ….</summary>
    public bool IsList => Children.Count > 0 && Children.Index().All(child => child.Item.Key == child.Index.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

using Kimi.Shared.Configuration;
using Kimi.Shared.Json;
using Kimi.Torch.Files;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace Kimi.Cli.Configuration;

/// <summary>Converts the layers of a configuration to the form that the compiler uses for files.</summary>
internal static class ConfigurationLayers
{
    /// <summary>The layers, the weakest first.</summary>
    /// <param name="configuration">The configuration.</param>
    public static IReadOnlyList<ConfigurationLayer> Of(IConfigurationRoot configuration) =>
        [.. configuration.Providers.Select(layer => new ConfigurationLayer(NameOf(layer), new("", null, NodesOf(layer))))];

    // A file is read as the compiler reads it, since its provider no longer tells null from an empty object.
    private static IReadOnlyList<ConfiguredNode> NodesOf(IConfigurationProvider layer) =>
        layer is JsonConfigurationProvider { Source: { Path: { } path, FileProvider: { } files } }
            && files.GetFileInfo(path).PhysicalPath is { } file
            && JsonReader.Read(TextFile.All(file)).Root is { } root
            ? [.. root.Properties.Select(ConfiguredNode.Of)]
            : Children(layer, null);

    private static IReadOnlyList<ConfiguredNode> Children(IConfigurationProvider layer, string? path) =>
    [
        .. from name in layer.GetChildKeys([], path).Distinct(StringComparer.OrdinalIgnoreCase)
           let key = path is null ? name : ConfigurationPath.Combine(path, name)
           select new ConfiguredNode(name, layer.TryGet(key, out var text) ? text : null, Children(layer, key)),
    ];

    private static string NameOf(IConfigurationProvider layer) => layer switch
    {
        JsonConfigurationProvider file => Path.GetFileName(file.Source.Path)!,
        EnvironmentVariablesConfigurationProvider => "environment",
        _ => layer.ToString()!,
    };
}

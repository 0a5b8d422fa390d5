using Kimi.Shared.Configuration;
using Kimi.Shared.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Kimi.Generators.Validation;

/// <summary>A JSON file of configuration: <c>kimi.json</c>, or <c>kimi.{profile}.json</c>, which overrides it.</summary>
internal sealed record ConfigurationFile(string Name, string Path, SourceText Text, JsonObject? Root, IReadOnlyList<JsonFault> Faults)
{
    /// <summary>The file that every profile overrides.</summary>
    public const string BaseName = "kimi.json";

    /// <summary>What it says; nothing if it cannot be read, which is reported.</summary>
    public ConfigurationLayer Layer { get; } = new(Name, new("", null, [.. (Root?.Properties ?? []).Select(ConfiguredNode.Of)]));

    /// <summary>Reads a file, or gives null when it is not a configuration file.</summary>
    public static ConfigurationFile? Of(AdditionalText file, CancellationToken cancellationToken)
    {
        var name = System.IO.Path.GetFileName(file.Path);
        if (!name.StartsWith("kimi.", StringComparison.OrdinalIgnoreCase)
            || !name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            || file.GetText(cancellationToken) is not { } text)
            return null;
        var (root, faults) = JsonReader.Read(text.ToString());
        return new(name, file.Path, text, root, faults);
    }

    /// <summary>A place in it.</summary>
    public Location At(int start, int length)
    {
        var span = new TextSpan(start, length);
        return Location.Create(Path, span, Text.Lines.GetLinePositionSpan(span));
    }
}

using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Torch.Files;

namespace Kimi.Runtime.Execution;

/// <summary>
/// What a stage's output depends on, hashed: name, options, components, seed, the implementations' versions, external files, and the
/// contents of its inputs. Inputs count by content, so an upstream stage that is computed again with the same result changes nothing.
/// </summary>
internal sealed record Address(string Hash, string Description)
{
    /// <summary>The address of a stage's output.</summary>
    public static Address Of(
        EffectiveStage effective,
        ulong seed,
        Type implementation,
        IEnumerable<Type> componentImplementations,
        IReadOnlyList<IReadOnlyList<string>> inputHashes)
    {
        var description = new JsonObject
        {
            ["stage"] = effective.Stage.Name,
            ["seed"] = seed.ToString(CultureInfo.InvariantCulture),
            ["implementation"] = Identity(implementation),
            ["options"] = Describe(effective.Options),
            ["components"] = new JsonArray([.. effective.Components.Select(Describe)]),
            ["componentImplementations"] = new JsonArray([.. componentImplementations.Select(type => (JsonNode)Identity(type))]),
            ["files"] = new JsonArray([.. effective.Options.ExternalFiles.Select(file => (JsonNode)HashFile(file, effective.Stage.Name))]),
            ["inputs"] = new JsonArray([.. inputHashes.Select(hashes => new JsonArray([.. hashes.Select(hash => (JsonNode)hash)]))]),
        };
        if (SourcesOf(effective.Options).Select(ProblemShape.OfSource).OfType<JsonNode>().ToArray() is [_, ..] shapes)
            description["problems"] = new JsonArray(shapes);
        var text = description.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
        return new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), text);
    }

    /// <summary>An attribute's type and option values, in a fixed order.</summary>
    public static JsonObject Describe(Attribute options)
    {
        var description = new JsonObject { ["type"] = TypeName(options.GetType()) };
        var properties = options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0)
            .Where(property => property.Name is not (nameof(Attribute.TypeId) or nameof(StageAttribute.ExternalFiles) or nameof(ComponentAttribute.Name)))
            .OrderBy(property => property.Name, StringComparer.Ordinal);
        foreach (var property in properties)
            description[property.Name] = Value(property.GetValue(options));
        return description;
    }

    private static IEnumerable<Type> SourcesOf(Attribute options) => options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.PropertyType == typeof(Type) && property.Name != nameof(Attribute.TypeId))
        .Select(property => property.GetValue(options))
        .OfType<Type>();

    /// <summary>Says what to do about a file that is missing, or is none.</summary>
    /// <exception cref="KimiException">The file does not exist, or is a pipe or a device.</exception>
    public static void CheckFile(string path, string stage)
    {
        if (path.Length == 0)
            throw new KimiException($"stage {stage} reads a file, and its Path is empty: give it, such as --set {stage}:Path=<file>");
        if (!File.Exists(path))
            throw new KimiException($"stage {stage} reads the file '{path}', which does not exist: give its path, such as --set {stage}:Path=<file>");
        if (FileStatus.Of(path) is { IsRegular: false })
            throw new KimiException($"stage {stage} reads '{path}', a pipe or a device, which can be read only once: write it to a file, and give that");
    }

    private static string HashFile(string path, string stage)
    {
        CheckFile(path, stage);
        try
        {
            using var stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new KimiException(
                $"stage {stage} cannot read '{path}' ({exception.Message.TrimEnd('.')}): make it readable, or give another file", exception);
        }
    }

    private static JsonNode? Value(object? value) => value switch
    {
        null => null,
        Type type => Identity(type),
        string text => text,
        Enum or bool => value.ToString(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(Value)]),
        _ => value.ToString(),
    };

    private static string Identity(Type type)
    {
        var version = type.GetCustomAttribute<ImplementationVersionAttribute>() is { } declared
            ? $"version {declared.Version}"
            : $"module {type.Module.ModuleVersionId}";
        return type.IsInterface ? TypeName(type) : $"{TypeName(type)}, {version}";
    }

    private static string TypeName(Type type) => type.IsGenericType
        ? $"{type.Namespace}.{type.Name}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>"
        : type.FullName ?? type.Name;
}

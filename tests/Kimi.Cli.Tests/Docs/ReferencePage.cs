using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using Kimi.Cli.Schema;
using Kimi.Dsl;

namespace Kimi.Cli.Tests.Docs;

/// <summary>Writes the reference page of a stage or component from its attribute: the one place that documents its options.</summary>
internal sealed class ReferencePage
{
    private readonly XmlDocumentation _documentation = new();

    /// <summary>All attributes that have a page, with its file name. Of attributes with one name, that with the fewest type parameters has it.</summary>
    internal static IEnumerable<(string FileName, Type Attribute)> All =>
        from type in typeof(Stage).Assembly.GetExportedTypes()
        where type.Namespace == typeof(Stage).Namespace && !type.IsAbstract
        where typeof(StageAttribute).IsAssignableFrom(type) || typeof(ComponentAttribute).IsAssignableFrom(type)
        orderby type.Name
        group type by Title(type).Split('<')[0] + ".md" into page
        select (page.Key, page.MinBy(type => type.GetGenericArguments().Length)!);

    internal string Write(Type attribute)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# [{Title(attribute)}]\n\n{Text(attribute, "summary")}\n");
        if (Text(attribute, "remarks") is { Length: > 0 } remarks)
            page.Append(CultureInfo.InvariantCulture, $"\n{remarks}\n");
        if (Signature(attribute) is { } signature)
            page.Append(CultureInfo.InvariantCulture, $"\n`{signature}`\n");
        var options = attribute.GetProperties()
            .Where(property => property.SetMethod is { IsPublic: true })
            .OrderBy(property => property.MetadataToken)
            .ToList();
        if (options.Count > 0)
            page.Append("\n| option | type | default | range | meaning |\n|---|---|---|---|---|\n");
        var defaults = Activator.CreateInstance(Closed(attribute))!;
        foreach (var option in options)
        {
            var value = Closed(attribute).GetProperty(option.Name)!.GetValue(defaults);
            page.Append(CultureInfo.InvariantCulture, $"| `{option.Name}` | {option.PropertyType.Name} | {Code(value)} | {Range(option)} | {Text(option)} |\n");
        }

        return page.ToString();
    }

    private static string Title(Type attribute)
    {
        var name = attribute.Name.Split('`')[0];
        return name[..^"Attribute".Length] + (attribute.IsGenericType ? "<T>" : "");
    }

    private static string? Signature(Type attribute)
    {
        if (attribute.GetInterfaces().FirstOrDefault(type => type.Name.StartsWith("IStageSignature`", StringComparison.Ordinal)) is not { } signature)
            return null;
        var artifacts = signature.GetGenericArguments().Select(TypeName).ToList();
        return $"{(artifacts.Count == 1 ? "" : string.Join(", ", artifacts.SkipLast(1)) + " → ")}{artifacts[^1]}";
    }

    private static Type Closed(Type type)
    {
        if (!type.IsGenericTypeDefinition)
            return type;
        var constraint = type.GetGenericArguments()[0].GetGenericParameterConstraints().FirstOrDefault() ?? typeof(object);
        return type.MakeGenericType(constraint);
    }

    private static string TypeName(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>"
        : type.Name;

    private static string Code(object? value) => value switch
    {
        string { Length: 0 } or ICollection { Count: 0 } => "empty",
        _ => $"`{string.Format(CultureInfo.InvariantCulture, "{0}", value)}`",
    };

    private static string Range(PropertyInfo option) => option.GetCustomAttribute<RangeAttribute>() is { } range
        ? string.Format(CultureInfo.InvariantCulture, "{0} to {1}", range.Minimum, range.Maximum)
        : "";

    private string Text(Type type, string element) => _documentation.Of(type)?.Element(element) is { } found ? XmlDocumentation.Prose(found, quote: "`") : "";

    // The default has its own column, where it cannot be out of date.
    private string Text(PropertyInfo option)
    {
        var summary = XmlDocumentation.Prose(_documentation.Of(option)!.Element("summary")!, quote: "`");
        return XmlDocumentation.WithoutDefault(summary).Replace("|", "\\|") + Changes(option);
    }

    private static string Changes(PropertyInfo option) => option.GetCustomAttribute<OperationalAttribute>(inherit: true)?.Changes switch
    {
        Observable.Files => " Leaves the output as it is.",
        Observable.Calls => " Leaves the output as it is, but for its last bits.",
        Observable.Ending => " Decides only whether the run goes on.",
        _ => "",
    };
}

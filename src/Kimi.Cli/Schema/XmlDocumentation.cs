using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Kimi.Cli.Schema;

/// <summary>Reads XML comments: the compiler writes them to a file next to the assembly, which a project may omit.</summary>
internal sealed partial class XmlDocumentation
{
    private readonly Dictionary<Assembly, IReadOnlyDictionary<string, XElement>> _files = [];

    /// <summary>A type's comment, or null if there is none.</summary>
    /// <param name="type">The type.</param>
    public XElement? Of(Type type) => Find(type, $"T:{Name(type)}");

    /// <summary>A property's comment, its own or an inherited one, or null if there is none.</summary>
    /// <param name="property">The property.</param>
    public XElement? Of(PropertyInfo property)
    {
        for (var type = property.DeclaringType; type is not null; type = type.BaseType)
        {
            if (Find(type, $"P:{Name(type)}.{property.Name}") is { } found && found.Element("inheritdoc") is null)
                return found;
        }

        return null;
    }

    /// <summary>A method's comment, or null if there is none or several methods share the name.</summary>
    /// <param name="type">The class, or one that derives from it.</param>
    /// <param name="method">The method's name.</param>
    public XElement? OfMethod(Type type, string method)
    {
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            var name = $"M:{Name(declaring)}.{method}";
            var found = Members(declaring.Assembly).Where(member => member.Key == name || member.Key.StartsWith($"{name}(", StringComparison.Ordinal)).ToList();
            if (found.Count > 0)
                return found.Count == 1 && found[0].Value.Element("inheritdoc") is null ? found[0].Value : null;
        }

        return null;
    }

    /// <summary>An element of a comment as plain text on one line.</summary>
    /// <param name="element">The element.</param>
    /// <param name="quote">What to put around code and the names of members.</param>
    public static string Prose(XElement element, string quote = "") => Spaces().Replace(WebUtility.HtmlDecode(Raw(element, quote)), " ").Trim();

    /// <summary>Leaves out the sentence about the default, for places that show the default anyway.</summary>
    /// <param name="prose">The text.</param>
    public static string WithoutDefault(string prose) => DefaultSentence().Replace(prose, "").Trim();

    private static string Raw(XElement element, string quote) => string.Concat(element.Nodes().Select(node => node switch
    {
        XElement { Name.LocalName: "c" or "code" } code => $"{quote}{code.Value}{quote}",
        XElement { IsEmpty: true } reference => $"{quote}{Target(reference)}{quote}",
        XElement { Name.LocalName: "para" or "item" } block => $" {Raw(block, quote)} ",
        XElement inner => Raw(inner, quote),
        XComment => "",
        _ => node.ToString(),
    }));

    // M:Kimi.Dsl.List`1.Add(System.Int32) is Add, and T:Kimi.Dsl.ReinforceAttribute is Reinforce.
    private static string Target(XElement reference)
    {
        var name = (string?)reference.Attribute("cref") ?? (string?)reference.Attribute("name") ?? (string?)reference.Attribute("langword")
            ?? (string?)reference.Attribute("href") ?? "";
        return reference.Attribute("href") is null ? name.Split('(')[0].Split('.', ':')[^1].Split('`')[0].Replace("Attribute", "", StringComparison.Ordinal)
            : name;
    }

    private XElement? Find(Type type, string name) => Members(type.Assembly).GetValueOrDefault(name);

    private IReadOnlyDictionary<string, XElement> Members(Assembly assembly)
    {
        if (_files.TryGetValue(assembly, out var known))
            return known;
        return _files[assembly] = Load(Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml"));
    }

    private static Dictionary<string, XElement> Load(string path)
    {
        try
        {
            return File.Exists(path)
                ? XDocument.Load(path).Descendants("member").Where(member => member.Attribute("name") is not null).DistinctBy(Key).ToDictionary(Key)
                : [];
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            // Descriptions are helpful but not necessary.
            return [];
        }

        static string Key(XElement member) => (string)member.Attribute("name")!;
    }

    private static string Name(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\s*Default: .*$")]
    private static partial Regex DefaultSentence();
}

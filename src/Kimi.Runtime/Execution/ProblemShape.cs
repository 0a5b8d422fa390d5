using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Kimi.Dsl;

namespace Kimi.Runtime.Execution;

/// <summary>
/// What a record of problems is stored as: its members and their types. It is part of the address of a stage that makes such problems, so that a record that
/// gained or lost a member is never read from a store of before.
/// </summary>
internal static class ProblemShape
{
    /// <summary>The shape of the problems that a source makes; null for a class that is no source, and for problems of any type or of one of the
    /// language's own.</summary>
    /// <param name="source">The class.</param>
    public static JsonNode? OfSource(Type source) => source.GetInterfaces()
        .Where(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IProblemSource<>))
        .Select(contract => contract.GetGenericArguments()[0])
        .Where(type => !type.IsAbstract && type.Assembly != typeof(Problem).Assembly)
        .Select(type => Of(type, []))
        .FirstOrDefault();

    private static JsonNode Of(Type type, HashSet<Type> above)
    {
        JsonTypeInfo info;
        try
        {
            info = RecordJson.Options.GetTypeInfo(type);
        }
        catch (Exception exception) when (exception is InvalidOperationException or NotSupportedException)
        {
            // Storing such a problem says what is wrong with it.
            return type.ToString();
        }

        if (above.Contains(type))
            return type.ToString();
        if (info.ElementType is { } element && info.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary)
            return new JsonArray(Of(element, [.. above, type]));
        if (info.Kind == JsonTypeInfoKind.None && type.IsGenericType)
            return new JsonArray([.. type.GetGenericArguments().Select(argument => Of(argument, above))]);
        if (info.Kind != JsonTypeInfoKind.Object || type.Assembly == typeof(object).Assembly)
            return type.ToString();
        var members = new JsonObject();
        foreach (var member in info.Properties.OrderBy(member => member.Name, StringComparer.Ordinal))
            members[member.Name] = Of(member.PropertyType, [.. above, type]);
        return members;
    }
}

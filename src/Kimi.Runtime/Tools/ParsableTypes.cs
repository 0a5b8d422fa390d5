using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Kimi.Runtime.Tools;

/// <summary>Finds out whether JSON can hold a type: itself, what its elements and members are, and so on.</summary>
internal static class ParsableTypes
{
    /// <summary>Checks a type.</summary>
    /// <param name="type">The type.</param>
    /// <exception cref="NotSupportedException">No JSON can ever be such a value; says which type within it is to blame.</exception>
    public static void Check(Type type) => Check(type, []);

    private static void Check(Type type, HashSet<Type> seen)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (!seen.Add(type))
            return;
        var info = InfoOf(type);
        if (info.PolymorphismOptions is { DerivedTypes: [_, ..] derived })
        {
            foreach (var one in derived.Where(one => one.DerivedType != type))
                Check(one.DerivedType, seen);
            if (type.IsAbstract)
                return;
        }

        CheckItself(info);
        if (info.KeyType is { } key)
            Check(key, seen);
        if (info.ElementType is { } element && info.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary)
            Check(element, seen);
        var members = info.Properties.Where(IsRead).ToList();
        if (info.Kind == JsonTypeInfoKind.Object && members.Count == 0 && type.GetFields(BindingFlags.Public | BindingFlags.Instance).Length > 0)
            throw Refused(type, cause: null); // Fields are not read: a tuple would be one of zeros.
        foreach (var member in members)
            Check(member.PropertyType, seen);
    }

    // What is computed, ignored, or read by a converter of its own is nobody else's business.
    private static bool IsRead(JsonPropertyInfo member) =>
        (member.Set is not null || member.AssociatedParameter is not null) && member.CustomConverter is null && !member.IsExtensionData;

    private static JsonTypeInfo InfoOf(Type type)
    {
        try
        {
            return ToolJson.Read.GetTypeInfo(type);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException or InvalidOperationException)
        {
            throw Refused(type, exception);
        }
    }

    // That the example is not such a value does not matter here; that no text can ever be one does.
    private static void CheckItself(JsonTypeInfo info)
    {
        if (info.Kind == JsonTypeInfoKind.Object && info.Type.IsAbstract)
            throw Refused(info.Type, cause: null);
        var example = info.Kind switch
        {
            JsonTypeInfoKind.Enumerable => "[]",
            JsonTypeInfoKind.Dictionary => """{"":null}""",
            _ => "{}",
        };
        try
        {
            JsonSerializer.Deserialize(example, info);
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException)
        {
            throw Refused(info.Type, exception);
        }
        catch (Exception)
        {
            // A constructor's own check of its values, for one.
        }
    }

    private static NotSupportedException Refused(Type type, Exception? cause) => new(
        $"no JSON can be of type {type.Name.Split('`')[0]}" + (type.IsAbstract ? ", of which there are no objects without a [JsonDerivedType]" : ""), cause);
}

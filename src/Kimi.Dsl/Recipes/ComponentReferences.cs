using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Kimi.Dsl;

/// <summary>Components as data, and back.</summary>
public static class ComponentReferences
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IncludeFields = true,
        Converters = { new TypeJson() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { OnlyOptions } },
    };

    /// <summary>Describes a component.</summary>
    /// <param name="attribute">Its attribute, with the options in force.</param>
    public static ComponentReference ToReference(this ComponentAttribute attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        var type = attribute.GetType();
        return new(type.AssemblyQualifiedName!, JsonSerializer.Serialize(attribute, type, s_json));
    }

    /// <summary>The attribute of a component.</summary>
    /// <param name="reference">The component.</param>
    /// <exception cref="KimiException">This process does not have its class, or the options are not its own.</exception>
    public static ComponentAttribute ToAttribute(this ComponentReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        try
        {
            return (ComponentAttribute)JsonSerializer.Deserialize(reference.Options, Type.GetType(reference.Attribute, throwOnError: true)!, s_json)!;
        }
        catch (Exception exception) when (exception is not (KimiException or OutOfMemoryException))
        {
            throw new KimiException(
                $"the component {reference.Attribute} cannot be created here ({exception.Message.TrimEnd('.')}): give the executor the assembly that has it",
                exception);
        }
    }

    private static void OnlyOptions(JsonTypeInfo type)
    {
        var taken = type.Type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.Name!)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i].Set is null && !taken.Contains(type.Properties[i].Name))
                type.Properties.RemoveAt(i);
        }
    }

    private sealed class TypeJson : JsonConverter<Type>
    {
        public override Type Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Type.GetType(reader.GetString()!, throwOnError: true)!;

        public override void Write(Utf8JsonWriter writer, Type value, JsonSerializerOptions options) => writer.WriteStringValue(value.AssemblyQualifiedName);
    }
}

using System.Collections.ObjectModel;
using System.Reflection;
using Kimi.Shared.Declarations;

namespace Kimi.Runtime.Hosting.Checks;

/// <summary>Reads the attributes that say something of an attribute class or an option, as the compiler reads them from source.</summary>
internal static class DeclaredAttributes
{
    private static readonly string?[] _namespaces = ["Kimi.Dsl", "System.ComponentModel.DataAnnotations"];

    /// <summary>Those of a class and its bases, the class first.</summary>
    public static IEnumerable<DeclaredAttribute> Of(Type type) => SelfAndBases(type).SelectMany(t => t.GetCustomAttributesData()).Select(Read).OfType<DeclaredAttribute>();

    /// <summary>Those of an option, and those of what it overrides that it does not repeat.</summary>
    public static IEnumerable<DeclaredAttribute> Of(PropertyInfo option)
    {
        var attributes = new List<DeclaredAttribute>();
        foreach (var declaration in Declarations(option))
        {
            var inherited = declaration.GetCustomAttributesData().Select(Read).OfType<DeclaredAttribute>();
            attributes.AddRange(inherited.Where(attribute => declaration == option || !attributes.Any(own => own.Name == attribute.Name)).ToList());
        }

        return attributes;
    }

    /// <summary>A type's full name, type arguments included.</summary>
    public static string Name(Type type) => type.IsGenericType
        ? $"{type.Namespace}.{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.FullName ?? type.Name;

    /// <summary>A type and its base classes, the type first.</summary>
    public static IEnumerable<Type> SelfAndBases(Type type)
    {
        for (var current = type; current is not null; current = current.BaseType)
            yield return current;
    }

    private static IEnumerable<PropertyInfo> Declarations(PropertyInfo option)
    {
        var root = option.GetMethod!.GetBaseDefinition();
        return SelfAndBases(option.ReflectedType!)
            .Select(type => type.GetProperty(option.Name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .OfType<PropertyInfo>()
            .Where(property => property.GetMethod?.GetBaseDefinition() == root)
            .Prepend(option)
            .DistinctBy(property => property.DeclaringType);
    }

    private static DeclaredAttribute? Read(CustomAttributeData attribute)
    {
        const string Suffix = "Attribute";
        var type = attribute.AttributeType;
        return _namespaces.Contains(type.Namespace) && type.Name.EndsWith(Suffix, StringComparison.Ordinal)
            ? new(
                type.Name[..^Suffix.Length],
                [.. attribute.ConstructorArguments.Select(argument => type.Name is "AllowedValuesAttribute" or "DeniedValuesAttribute" ? Texts(argument) : Value(argument))],
                attribute.NamedArguments.ToDictionary(argument => argument.MemberName, argument => Value(argument.TypedValue)))
            : null;
    }

    private static object? Value(CustomAttributeTypedArgument argument) => argument.Value switch
    {
        ReadOnlyCollection<CustomAttributeTypedArgument> items => items.Select(Value).ToList(),
        Type type => Name(type),
        _ => argument.Value,
    };

    private static List<string> Texts(CustomAttributeTypedArgument argument) =>
        argument.Value is ReadOnlyCollection<CustomAttributeTypedArgument> items ? [.. items.Select(Text)] : [Text(argument)];

    // The number of an enumeration's member is what metadata holds.
    private static string Text(CustomAttributeTypedArgument argument) =>
        OptionValues.Text(argument is { ArgumentType.IsEnum: true, Value: not null } ? Enum.ToObject(argument.ArgumentType, argument.Value) : argument.Value);
}

using System.Collections.ObjectModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Kimi.Shared.Metadata;

namespace Kimi.Cli.Configuration;

/// <summary>A type by reflection.</summary>
internal sealed class ReflectedType(Type type) : IMetadataType
{
    /// <inheritdoc/>
    public string Namespace => type.Namespace ?? "";

    /// <inheritdoc/>
    public string Name => type.Name.Split('`')[0];

    /// <inheritdoc/>
    public string FullName => NameOf(type);

    /// <inheritdoc/>
    public IEnumerable<IMetadataType> TypeArguments => type.GetGenericArguments().Select(argument => new ReflectedType(argument));

    /// <inheritdoc/>
    public IMetadataType? BaseType => type.BaseType is { } parent ? new ReflectedType(parent) : null;

    /// <inheritdoc/>
    public IEnumerable<IMetadataType> Interfaces => type.GetInterfaces().Select(contract => new ReflectedType(contract));

    /// <inheritdoc/>
    public IEnumerable<MetadataAttribute> Attributes => ReflectedAttributes.Of(type);

    /// <inheritdoc/>
    public IEnumerable<IReadOnlyList<IMetadataType>> Constructors => type.GetConstructors()
        .Select(constructor => constructor.GetParameters()
            .Select(parameter => parameter.ParameterType)
            .Where(parameter => !parameter.IsArray && !parameter.IsGenericParameter)
            .Select(parameter => new ReflectedType(parameter))
            .ToList());

    /// <inheritdoc/>
    public IReadOnlyList<string>? Choices => type.IsEnum ? Enum.GetNames(type) : null;

    /// <inheritdoc/>
    public IEnumerable<IMetadataProperty> Properties => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(property => property is { CanRead: true, SetMethod.IsPublic: true } && property.GetIndexParameters().Length == 0)
        .Select(property => new ReflectedProperty(property));

    /// <summary>A type's name with namespace and type arguments.</summary>
    public static string NameOf(Type type) => type.IsGenericType
        ? $"{type.Namespace}.{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type.FullName ?? type.Name;
}

/// <summary>A property by reflection.</summary>
internal sealed class ReflectedProperty(PropertyInfo property) : IMetadataProperty
{
    /// <inheritdoc/>
    public string Name => property.Name;

    /// <inheritdoc/>
    public IEnumerable<MetadataAttribute> Attributes => ReflectedAttributes.Of(property);

    /// <inheritdoc/>
    public IMetadataProperty? Overridden
    {
        get
        {
            var root = property.GetMethod!.GetBaseDefinition();
            for (var type = root == property.GetMethod ? null : property.DeclaringType!.BaseType; type is not null; type = type.BaseType)
            {
                var declared = type.GetProperty(property.Name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
                if (declared?.GetMethod?.GetBaseDefinition() == root)
                    return new ReflectedProperty(declared);
            }

            return null;
        }
    }

    /// <summary>None: at start, an attribute itself says what it begins with.</summary>
    public MetadataConstant? Initial => null;

    /// <inheritdoc/>
    public MetadataValueType Type
    {
        get
        {
            var (isList, item) = property.PropertyType.IsArray ? (true, property.PropertyType.GetElementType()!) : (false, property.PropertyType);
            item = Nullable.GetUnderlyingType(item) ?? item;
            return new(item.Name, isList, item.IsEnum ? Enum.GetNames(item) : null) { IsFlags = item.IsDefined(typeof(FlagsAttribute), inherit: false) };
        }
    }
}

/// <summary>Attributes by reflection.</summary>
internal static class ReflectedAttributes
{
    /// <summary>Those on a class or a property.</summary>
    public static IEnumerable<MetadataAttribute> Of(MemberInfo member)
    {
        var all = member.GetCustomAttributesData();
        var written = all.Select(attribute => new MetadataAttribute(
            attribute.AttributeType.Namespace ?? "",
            attribute.AttributeType.Name,
            [.. attribute.ConstructorArguments.Select(Constant)],
            [.. attribute.NamedArguments.Select(argument => (argument.MemberName, Constant(argument.TypedValue)))]));
        // The rest need not be made.
        return all.Any(attribute => DerivedConstraints.Base(attribute.AttributeType) is not null)
            ? written.Concat(member.GetCustomAttributes<ValidationAttribute>(inherit: false).Select(DerivedConstraints.AsBase).OfType<MetadataAttribute>())
            : written;
    }

    /// <summary>An argument's value.</summary>
    public static MetadataConstant Constant(CustomAttributeTypedArgument argument) => argument.Value switch
    {
        ReadOnlyCollection<CustomAttributeTypedArgument> items => List([.. items.Select(Constant)]),
        Type type => new(new ReflectedType(type), type.Name),
        // Metadata holds the number of an enumeration's member.
        { } value when argument.ArgumentType.IsEnum => new(value, OptionValues.Text(Enum.ToObject(argument.ArgumentType, value))) { IsChoice = true },
        var value => new(value, OptionValues.Text(value)),
    };

    private static MetadataConstant List(IReadOnlyList<MetadataConstant> items) =>
        new(null, $"[{string.Join(", ", items.Select(item => item.Text))}]") { Items = items };
}

using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Kimi.Shared.Metadata;

namespace Kimi.Cli.Configuration;

/// <summary>
/// A team's own attributes that derive from one of <c>System.ComponentModel.DataAnnotations</c> and give it its arguments: <c>PercentAttribute() :
/// RangeAttribute(0, 100)</c>. They demand what their base demands.
/// </summary>
internal static class DerivedConstraints
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly string[] s_named = ["MinimumIsExclusive", "MaximumIsExclusive", "MinimumLength", "AllowEmptyStrings"];

    /// <summary>The class of .NET whose demand a team's class takes over; null for one that judges by itself.</summary>
    public static Type? Base(Type type)
    {
        if (type.Namespace == typeof(Dsl.RecipeAttribute).Namespace)
            return null;
        for (var current = type; current is not null && current != typeof(ValidationAttribute); current = current.BaseType)
        {
            if (current.Namespace is "System.ComponentModel.DataAnnotations")
                return current == type ? null : current;
            if (current.GetMethods(Own).Any(method => method.Name == "IsValid"))
                return null;
        }

        return null;
    }

    /// <summary>An attribute as its base; null for one that judges by itself, or whose arguments are not known.</summary>
    /// <param name="attribute">The attribute.</param>
    public static MetadataAttribute? AsBase(Attribute attribute)
    {
        if (Base(attribute.GetType()) is not { } known || Arguments(attribute) is not { } arguments)
            return null;
        return new(
            known.Namespace!,
            known.Name,
            [.. arguments.Select(Constant)],
            [
                .. from name in s_named
                   let property = known.GetProperty(name)
                   where property is not null
                   select (name, Constant(property.GetValue(attribute))),
            ]);
    }

    private static object?[]? Arguments(Attribute attribute) => attribute switch
    {
        RangeAttribute range => [range.Minimum, range.Maximum],
        StringLengthAttribute length => [length.MaximumLength],
        MinLengthAttribute length => [length.Length],
        MaxLengthAttribute length => [length.Length],
        LengthAttribute length => [length.MinimumLength, length.MaximumLength],
        RegularExpressionAttribute expression => [expression.Pattern],
        AllowedValuesAttribute values => [values.Values],
        DeniedValuesAttribute values => [values.Values],
        UrlAttribute or EmailAddressAttribute or RequiredAttribute => [],
        _ => null,
    };

    private static MetadataConstant Constant(object? value) => value is object?[] items
        ? new(null, "") { Items = [.. items.Select(Constant)] }
        : new(value, OptionValues.Text(value));
}

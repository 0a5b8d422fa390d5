using System.Globalization;
using Kimi.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Parsing;

/// <summary>Reads what an option's property demands: the attributes of <c>System.ComponentModel.DataAnnotations</c>.</summary>
internal static class OptionConstraints
{
    /// <summary>The constraints on an attribute class's property.</summary>
    public static EquatableArray<OptionConstraint> Of(INamedTypeSymbol type, string property)
    {
        var declared = type.SelfAndBases().SelectMany(t => t.GetMembers(property)).OfType<IPropertySymbol>().FirstOrDefault();
        // An override that says nothing inherits what it overrides demands, as it does at run time.
        for (; declared is not null; declared = declared.OverriddenProperty)
        {
            var constraints = declared.GetAttributes().Select(Parse).OfType<OptionConstraint>().ToEquatableArray();
            if (constraints.Count > 0)
                return constraints;
        }

        return default;
    }

    private static OptionConstraint? Parse(AttributeData attribute)
    {
        if (attribute.AttributeClass is not { } type || !type.IsIn("System", "ComponentModel", "DataAnnotations") || AttributeParser.IsBroken(attribute))
            return null;
        var arguments = attribute.ConstructorArguments;
        return type.Name switch
        {
            "RangeAttribute" when Bound(arguments[arguments.Length - 2]) is { } minimum && Bound(arguments[arguments.Length - 1]) is { } maximum =>
                new RangeConstraint(minimum, maximum, Flag(attribute, "MinimumIsExclusive"), Flag(attribute, "MaximumIsExclusive")),
            "MinLengthAttribute" when arguments[0].Value is int length => new MinLengthConstraint(length),
            "AllowedValuesAttribute" when !arguments[0].IsNull => new AllowedValuesConstraint(
                arguments[0].Values.Select(Constants.Literal).ToEquatableArray(),
                arguments[0].Values.Select(Constants.Text).ToEquatableArray()),
            _ => null,
        };
    }

    // [Range(typeof(long), "1", "10")] gives its bounds as text.
    private static double? Bound(TypedConstant constant) =>
        constant.Value is string text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : Constants.Number(constant);

    private static bool Flag(AttributeData attribute, string name) =>
        attribute.NamedArguments.Any(a => a.Key == name && a.Value.Value is true);
}

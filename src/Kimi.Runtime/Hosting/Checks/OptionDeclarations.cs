using System.Numerics;
using System.Reflection;
using Kimi.Shared.Declarations;

namespace Kimi.Runtime.Hosting.Checks;

/// <summary>Gives options in the form that the rules take which the compiler has too.</summary>
internal static class OptionDeclarations
{
    /// <summary>What an option declares.</summary>
    public static OptionDeclaration Of(PropertyInfo option) => new(option.Name, TypeOf(option.PropertyType), [.. DeclaredAttributes.Of(option)], defaultValue: null);

    /// <summary>A value in force.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isGiven">Whether it is not just the default.</param>
    /// <param name="mark">Where it came from.</param>
    public static OptionValue Value(object? value, bool isGiven, int mark) => new()
    {
        Text = OptionValues.Text(value),
        Number = Number(value),
        Length = value switch
        {
            string text => text.Length,
            Array array => array.Length,
            _ => null,
        },
        Numbers = value is Array items ? [.. items.Cast<object?>().Select(Number).OfType<double>()] : [],
        IsGiven = isGiven,
        Mark = mark,
    };

    /// <summary>What kind of value a type takes.</summary>
    public static OptionType TypeOf(Type type) =>
        Nullable.GetUnderlyingType(type) is { } underlying ? TypeOf(underlying)
        : type.IsArray ? new ListType(TypeOf(type.GetElementType()!))
        : type.IsEnum ? new ChoiceType(Enum.GetNames(type))
        : type == typeof(bool) ? new FlagType()
        : type == typeof(string) ? new TextType()
        : type == typeof(char) ? new CharacterType()
        : Implements(type, typeof(IBinaryInteger<>)) ? new IntegerType(Bound(type, "MinValue"), Bound(type, "MaxValue"))
        : Implements(type, typeof(IFloatingPoint<>)) ? new FractionType(type == typeof(float))
        : new OtherType(type.Name);

    private static double? Number(object? value) => value is IConvertible number and not (string or bool or char or Enum or DateTime) ? number.ToDouble(null) : null;

    private static bool Implements(Type type, Type contract) =>
        type.GetInterfaces().Any(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == contract);

    private static decimal Bound(Type type, string name) => Convert.ToDecimal(type.GetField(name)?.GetValue(null), null);
}

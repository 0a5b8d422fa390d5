using System.Reflection;
using Kimi.Shared.Declarations;

namespace Kimi.Runtime.Hosting.Checks;

/// <summary>Gives options in the form that the rules take which the compiler has too.</summary>
internal static class OptionDeclarations
{
    /// <summary>What an option declares.</summary>
    public static OptionDeclaration Of(PropertyInfo option) => DeclarationReader.Read(new ReflectedProperty(option));

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

    private static double? Number(object? value) => value is IConvertible number and not (string or bool or char or Enum or DateTime) ? number.ToDouble(null) : null;
}

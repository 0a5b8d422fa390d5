using System.Collections.Concurrent;
using System.Reflection;
using Kimi.Shared.Declarations;

namespace Kimi.Cli.Configuration;

/// <summary>Converts options to the form that the rules shared with the compiler take.</summary>
internal static class OptionDeclarations
{
    // Reading metadata is slow, and all stages of a kind need the same.
    private static readonly ConcurrentDictionary<Type, AttributeClass> _classes = new();

    /// <summary>What an attribute's class, or another class of options, declares.</summary>
    public static AttributeClass Of(Type type) => _classes.GetOrAdd(type, static type => DeclarationReader.Read(new ReflectedType(type)));

    /// <summary>What an option declares.</summary>
    public static OptionDeclaration Of(PropertyInfo option) => Of(option.ReflectedType!).Declaration.Option(option.Name)!;

    /// <summary>A value in force.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isGiven">Whether it was given, as opposed to being the default.</param>
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
        Texts = value switch
        {
            string text => [text],
            string[] texts => texts,
            _ => [],
        },
        IsGiven = isGiven,
        Mark = mark,
    };

    private static double? Number(object? value) =>
        value is IConvertible number and not (string or bool or char or Enum or DateTime) ? number.ToDouble(null) : null;
}

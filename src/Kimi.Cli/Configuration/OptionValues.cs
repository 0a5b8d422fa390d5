using System.Collections;
using System.ComponentModel;
using System.Globalization;

namespace Kimi.Cli.Configuration;

/// <summary>Converts option values from text, and writes them for messages.</summary>
internal static class OptionValues
{
    /// <summary>Converts a configured value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">The option's type.</param>
    /// <param name="result">The converted value.</param>
    public static bool TryConvert(ConfiguredValue value, Type type, out object? result)
    {
        if (type.IsArray)
            return TryConvertList(value, type.GetElementType()!, out result);
        result = null;
        return value.Children.Count == 0 && value.Text is not null && TryConvert(value.Text, type, out result);
    }

    /// <summary>What an option of a type takes, as a message says it.</summary>
    public static string Expectation(Type type) => OptionDeclarations.TypeOf(type).Expectation;

    /// <summary>A value as a message writes it: the shortest form that reads back as the same value.</summary>
    public static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Text))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>A configured value as it was written.</summary>
    public static string Text(ConfiguredValue value) =>
        value.IsList ? $"[{string.Join(", ", value.Children.Select(child => child.Text ?? "…"))}]"
        : value.Children.Count > 0 ? "an object"
        : value.Text is null ? "null"
        : $"'{value.Text}'";

    private static bool TryConvertList(ConfiguredValue value, Type itemType, out object? result)
    {
        result = null;
        if (value is { Text: null, IsList: false })
            return false;
        var texts = value.IsList ? value.Children.Select(child => child.Text) : value.Text!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var items = new ArrayList();
        foreach (var text in texts)
        {
            if (text is null || !TryConvert(text, itemType, out var item))
                return false;
            items.Add(item);
        }

        result = items.ToArray(itemType);
        return true;
    }

    private static bool TryConvert(string text, Type type, out object? result)
    {
        result = null;
        // Converters take more than the build does, such as 0x10 or NaN.
        if (OptionDeclarations.TypeOf(type).Read(text, mark: 0) is null)
            return false;
        try
        {
            result = TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            return false;
        }
    }
}

using System.Collections;
using System.ComponentModel;
using System.Globalization;

namespace Kimi.Cli.Configuration;

/// <summary>Converts option values from text, and writes them for messages.</summary>
internal static class OptionValues
{
    /// <summary>Converts a configured value.</summary>
    /// <param name="texts">The texts that it consists of: one, or a list's.</param>
    /// <param name="type">The option's type.</param>
    /// <param name="result">The converted value.</param>
    public static bool TryConvert(IReadOnlyList<string> texts, Type type, out object? result)
    {
        if (!type.IsArray)
            return TryConvert(texts[0], type, out result);
        var (itemType, items) = (type.GetElementType()!, new ArrayList());
        result = null;
        foreach (var text in texts)
        {
            if (!TryConvert(text, itemType, out var item))
                return false;
            items.Add(item);
        }

        result = items.ToArray(itemType);
        return true;
    }

    /// <summary>A value as a message writes it: the shortest form that reads back as the same value.</summary>
    public static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Text))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static bool TryConvert(string text, Type type, out object? result)
    {
        result = null;
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

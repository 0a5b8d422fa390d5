using System.Globalization;
using System.Text.Json;
using Kimi.Dsl;

namespace Kimi.Runtime.Code;

/// <summary>Compares outputs and results with expected ones; checker programs are run elsewhere.</summary>
internal static class OutputComparer
{
    /// <summary>Whether a text is the expected one.</summary>
    /// <param name="comparison">How texts are compared.</param>
    /// <param name="expected">The expected one.</param>
    /// <param name="output">The text.</param>
    public static bool IsSameText(OutputComparison comparison, string expected, string output) => comparison switch
    {
        OutputComparison.Exact => expected == output,
        OutputComparison.Lines => Lines(expected).SequenceEqual(Lines(output)),
        OutputComparison.Numbers numbers => Words(expected) is var words && Words(output) is var own && words.Length == own.Length
            && words.Zip(own).All(pair => pair.First == pair.Second || IsNear(Number(pair.First), Number(pair.Second), numbers.Tolerance)),
        _ => Words(expected).SequenceEqual(Words(output)),
    };

    /// <summary>Whether a JSON value is the expected one. 1 and 1.0 are the same.</summary>
    /// <param name="comparison">How numbers are compared.</param>
    /// <param name="expected">The expected one.</param>
    /// <param name="result">The value.</param>
    public static bool IsSameJson(OutputComparison comparison, JsonElement expected, JsonElement result)
    {
        if (expected.ValueKind != result.ValueKind)
            return false;
        return expected.ValueKind switch
        {
            JsonValueKind.Array => expected.GetArrayLength() == result.GetArrayLength()
                && expected.EnumerateArray().Zip(result.EnumerateArray()).All(pair => IsSameJson(comparison, pair.First, pair.Second)),
            JsonValueKind.Object => expected.EnumerateObject().Count() == result.EnumerateObject().Count()
                && expected.EnumerateObject().All(own => result.TryGetProperty(own.Name, out var other) && IsSameJson(comparison, own.Value, other)),
            JsonValueKind.Number when comparison is OutputComparison.Numbers numbers => IsNear(expected.GetDouble(), result.GetDouble(), numbers.Tolerance),
            _ => JsonElement.DeepEquals(expected, result),
        };
    }

    private static IEnumerable<string> Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()).ToList();
        return lines.Take(lines.FindLastIndex(line => line.Length > 0) + 1);
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static double Number(string word) => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    private static bool IsNear(double expected, double number, double tolerance) =>
        expected.Equals(number) && !double.IsNaN(number) || Math.Abs(expected - number) <= tolerance * Math.Max(1, Math.Abs(expected));
}

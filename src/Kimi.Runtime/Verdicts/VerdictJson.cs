using System.Text.Json;
using Kimi.Dsl;

namespace Kimi.Runtime.Verdicts;

/// <summary>The verdict at the end of a chain-of-thought reward model's critique (paper 2.3.5): <c>{"correct":true}</c>. The paper says that it is JSON, but
/// not which.</summary>
internal static class VerdictJson
{
    private const string Key = "correct";
    private const int ShownCharacters = 60;

    // Two verdicts in one object count as none.
    private static readonly JsonDocumentOptions s_options = new() { AllowDuplicateProperties = false };

    /// <summary>The text of a verdict.</summary>
    public static string Of(bool correct) => $$"""{"{{Key}}":{{(correct ? "true" : "false")}}}""";

    /// <summary>The verdict at the end of a critique; anything may precede it.</summary>
    /// <param name="critique">The critique.</param>
    public static Verdict Read(string critique)
    {
        var text = critique.TrimEnd();
        for (var start = text.LastIndexOf('{'); start >= 0; start = start == 0 ? -1 : text.LastIndexOf('{', start - 1))
        {
            if (TryParse(text[start..]) is { } correct)
                return Verdict.Of(correct);
        }

        var end = text.Length <= ShownCharacters ? text : $"…{text[^ShownCharacters..]}";
        return new Verdict.Unscorable($"the critique does not end in a verdict such as {Of(true)}: \"{end}\"");
    }

    private static bool? TryParse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, s_options);
            return document.RootElement.TryGetProperty(Key, out var correct) && correct.ValueKind is (JsonValueKind.True or JsonValueKind.False)
                ? correct.GetBoolean()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

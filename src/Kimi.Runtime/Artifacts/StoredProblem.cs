using System.Text.Json;
using Kimi.Dsl;

namespace Kimi.Runtime.Artifacts;

/// <summary>Finds out, before a problem is stored, whether it would be read back whole.</summary>
internal static class StoredProblem
{
    /// <summary>Stores and reads a problem in memory.</summary>
    /// <param name="problem">The problem.</param>
    /// <exception cref="KimiException">It cannot be stored as JSON, or something of it would be lost.</exception>
    public static void Check(Problem problem)
    {
        JsonElement stored;
        Problem read;
        try
        {
            stored = JsonSerializer.SerializeToElement(problem, RecordJson.Options);
            read = stored.Deserialize<Problem>(RecordJson.Options)!;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            throw new KimiException(
                $"problem {problem.Id} is a {problem.GetType().Name}, which cannot be stored as JSON ({OneLine(exception.Message)}): "
                + "use types that JSON can hold, and a constructor whose parameters are named like the properties",
                exception);
        }

        var again = JsonSerializer.SerializeToElement(read, RecordJson.Options);
        var lost = stored.EnumerateObject().Where(member => !IsSame(member, again)).Select(member => member.Name).ToList();
        if (problem.Prompt != read.Prompt)
            lost.Add("prompt");
        if (lost.Count > 0)
        {
            throw new KimiException(
                $"problem {problem.Id} is a {problem.GetType().Name}, whose member '{lost[0]}' is not read back as it was stored: "
                + "give it a public init accessor and text of whole characters");
        }
    }

    private static bool IsSame(JsonProperty member, JsonElement again) =>
        again.TryGetProperty(member.Name, out var value) && JsonElement.DeepEquals(member.Value, value);

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").TrimEnd('.');
}
